import { expect, test } from 'vitest';
import { piecesOf } from '#lib/search/page.ts';
import { parseQuery } from '#lib/search/query.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { searchPage } from '#lib/server/search/page.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { addListing, addOrganization, addSkill, searchApp } from '#lib/server/search/testing.ts';

const connection = await testDatabase();
const { db } = connection;
const app = searchApp(connection);
await addOrganization(db, 'ningxi', '宁析神经科技');
await addSkill(db, 'eeg', '脑电', 'EEG', ['脑电图']);
await addListing(db, { id: 'a', titleZh: '高密度腦電與 EEG 采集', district: 'gulou', skills: ['eeg'] });
await addListing(db, { id: 'b', titleZh: '康复训练', district: 'qixia' });
await drainOutbox(app);
const page = (address: string) => searchPage(app, parseQuery(new URLSearchParams(address)));

test('a title is marked where it says the words or another name of the skill they name', async () => {
	const [row] = (await page('q=脑电')).rows;
	expect(piecesOf(row!.line.title, row!.marks!)).toEqual([
		{ text: '高密度', hit: false },
		{ text: '腦電', hit: true },
		{ text: '與 ', hit: false },
		{ text: 'EEG', hit: true },
		{ text: ' 采集', hit: false }
	]);
});

test('facets are worded, and a chosen one that finds nothing is still there', async () => {
	const { groups } = await page('q=脑电&district=qixia&organization=ningxi');
	expect(groups.find(({ facet }) => facet === 'district')?.options).toEqual([
		['gulou', '鼓楼区', 1],
		['qixia', '栖霞区', 0]
	]);
	expect(groups.find(({ facet }) => facet === 'organization')?.options).toEqual([
		['ningxi', '宁析神经科技', 0]
	]);
});

test('an empty list names the filter without which something is found', async () => {
	expect((await page('q=脑电&kind=role&district=qixia')).narrow).toEqual(['district']);
	expect((await page('q=脑电&kind=course&district=qixia')).narrow).toEqual([]);
	expect((await page('q=脑电')).narrow).toEqual([]);
});

test('a listing that is closed is not shown while the index still holds it', async () => {
	await connection.sql`update listings set state = 'closed' where id = 'b'`;
	const { rows, total } = await page('q=康复');
	expect([rows, total]).toEqual([[], 1]);
});
