import { expect, test } from 'vitest';
import { optionsOf } from '#lib/search/words.ts';
import { piecesOf } from '#lib/search/page.ts';
import { parseQuery } from '#lib/search/query.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { searchPage } from '#lib/server/search/page.ts';
import { forgetVocabulary } from '#lib/server/search/vocabulary.ts';
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

test('where the title lacks a word, the row shows where the text says it, in either language', async () => {
	const texts = {
		textZh: `课题组介绍。${'我们研究非侵入式系统。'.repeat(20)}主要工作是柔性電極的封裝與 <b>寿命</b> 测试。`,
		textEn: 'You will package flexible electrodes and test how long they last.'
	};
	await addListing(db, { id: 'd', titleZh: '器件工程师', ...texts });
	await drainOutbox(app);
	const excerpt = async (address: string) => {
		const { rows } = await page(address);
		const found = rows.find(({ line }) => line.id === 'd')?.excerpt;
		const hits = piecesOf(found?.text ?? '', found?.marks ?? []).filter(({ hit }) => hit);
		return found && [found.text, found.lang, hits.map(({ text }) => text)];
	};
	const sentence = '主要工作是柔性電極的封裝與 <b>寿命</b> 测试。';
	expect(await excerpt('q=柔性电极')).toEqual([sentence, undefined, ['柔性電極']]);
	expect(await excerpt('q=柔性電極 工程师')).toEqual([sentence, undefined, ['柔性電極']]);
	expect(await excerpt('q=electrodes')).toEqual([texts.textEn, 'en', ['electrodes']]);
	expect(await excerpt('q=器件工程师')).toBeUndefined();
	await connection.sql`update listings set text_zh = '柔性电极的采购。', version = version + 1 where id = 'd'`;
	expect(await excerpt('q=柔性电极')).toEqual(['柔性电极的采购。', undefined, ['柔性电极']]);
});

test('counts are sent for closed lists, and names for the chosen ones of the others', async () => {
	const { facets } = await page('q=脑电&district=qixia&organization=ningxi');
	expect(optionsOf('district', facets).filter(([, , count]) => count > 0)).toEqual([['gulou', '鼓楼区', 1]]);
	expect(facets.organization).toEqual([['ningxi', '宁析神经科技', 0]]);
});

test('an empty list tells what would be found without each filter and each part of the words', async () => {
	const without = async (address: string) =>
		(await page(address)).removals.map(({ of, q, total }) => [of, q, total]);
	expect(await without('q=脑电&kind=role&district=qixia')).toEqual([['district', undefined, 1]]);
	expect(await without('q=脑电&payFrom=9000')).toEqual([['payFrom', undefined, 1]]);
	expect(await without('q=高密度 康复')).toEqual([
		['words', '康复', 1],
		['words', '高密度', 1]
	]);
	expect(await without('q=脑电 -EEG')).toEqual([['words', '脑电', 1]]);
	expect(await without('q=脑电&kind=course&district=qixia')).toEqual([]);
	expect(await without('q=脑电')).toEqual([]);
	const { more, removed } = await page('q=脑电&kind=role&district=qixia');
	expect([more.map(({ line }) => line.id), removed]).toEqual([['a'], true]);
});

test('parts are told as they were understood, with the way back', async () => {
	const { parts } = await page('q=岗位 腦電 鼓楼区 -"康复 训练" 采集');
	expect(parts.map(({ as, text, label, without, q }) => [as, text, label, without, q])).toEqual([
		['kind', '岗位', '岗位', false, undefined],
		['skill', '脑电', '脑电', false, undefined],
		['district', '鼓楼区', '鼓楼区', false, undefined],
		['phrase', '康复 训练', '康复 训练', true, '岗位 腦電 鼓楼区 采集']
	]);
	const phrase = await page('q=“高密度” EEG');
	expect(phrase.parts.map(({ as, q }) => [as, q])).toEqual([
		['phrase', '高密度 EEG'],
		['skill', undefined]
	]);
});

test('a word that nothing holds is told with what it was taken for, until it is to be taken as it stands', async () => {
	await addListing(db, { id: 'c', titleEn: 'Neural decoding', titleZh: null });
	await drainOutbox(app);
	forgetVocabulary(app.sql);
	const corrected = await page('q=nerual');
	expect(corrected.rows.map(({ line }) => line.id)).toEqual(['c']);
	expect(corrected.parts).toMatchObject([{ text: 'nerual', meant: ['neural'] }]);
	for (const word of ['decodng', 'decodin', 'decodign']) {
		const { rows, parts } = await page(`q=${word}`);
		expect([word, rows.map(({ line }) => line.id), parts[0]?.meant]).toEqual([
			word,
			['c'],
			[expect.any(String)]
		]);
	}
	const plain = await page('q=nerual&plain=nerual');
	expect([plain.parts, plain.total]).toEqual([[], 0]);
});

test('a listing that is closed is neither shown nor counted while the index still holds it', async () => {
	await connection.sql`update listings set state = 'closed' where id = 'b'`;
	const { rows, total } = await page('q=康复');
	expect([rows, total]).toEqual([[], 0]);
});
