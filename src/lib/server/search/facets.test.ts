import { expect, test } from 'vitest';
import { optionsOf } from '#lib/search/words.ts';
import { parseQuery, type OpenFacet } from '#lib/search/query.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { facetValues, searchCounts } from '#lib/server/search/facets.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { addListing, addOrganization, addSkill, searchApp } from '#lib/server/search/testing.ts';

const connection = await testDatabase();
const { db } = connection;
const app = searchApp(connection);
await addOrganization(db, 'ningxi', '宁析神经科技');
await addOrganization(db, 'ninghe', '宁和医院');
await addOrganization(db, 'hidden', '宁未核验', false);
await addSkill(db, 'signal', '神经信号', 'Neural signals');
await addSkill(db, 'eeg', '脑电', 'EEG', [], 'signal');
await addSkill(db, 'ecog', '皮层脑电', 'ECoG', [], 'signal');
await addSkill(db, 'cap', '脑电帽', 'EEG cap');
for (const [id, district, skills] of [
	['a', 'gulou', ['eeg']],
	['b', 'gulou', ['eeg', 'ecog']],
	['c', 'qixia', ['ecog']]
] as const)
	await addListing(db, { id, titleZh: `岗位 ${id}`, district, skills: [...skills] });
await drainOutbox(app);

const query = (address: string) => parseQuery(new URLSearchParams(address));
const values = (address: string, facet: OpenFacet, typed: string) =>
	facetValues(app, query(address), facet, typed);

test('values of a long facet are found by any of their names, with their counts in the search', async () => {
	expect(await values('district=gulou', 'skill', 'naodian')).toEqual([
		['eeg', '脑电', 2],
		['cap', '脑电帽', 0]
	]);
	expect(await values('', 'skill', '皮层')).toEqual([['ecog', '皮层脑电', 2]]);
});

test('a skill above others counts with what lies under it, and its own choice does not narrow its counts', async () => {
	expect(await values('skill=eeg', 'skill', '神经信号')).toEqual([['signal', '神经信号', 3]]);
});

test('organizations that nobody verified are no values', async () => {
	expect(await values('', 'organization', '宁')).toEqual([
		['ningxi', '宁析神经科技', 3],
		['ninghe', '宁和医院', 0]
	]);
	expect(await values('', 'organization', '')).toEqual([]);
});

test('a total is told with its facets and without its listings', async () => {
	const { total, facets } = await searchCounts(app, query('district=gulou&skill=ecog'));
	expect(total).toBe(1);
	expect(optionsOf('district', facets).filter(([, , count]) => count > 0)).toEqual([
		['gulou', '鼓楼区', 1],
		['qixia', '栖霞区', 1]
	]);
	expect(facets.skill).toContainEqual(['eeg', '脑电', 2]);
});
