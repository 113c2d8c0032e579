// More documents match than can be ranked: the same ones are, whichever engine finds them. With Meilisearch when
// MEILI_URL names a server, and with one that only counts.
import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { parseQuery } from '#lib/search/query.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { withCandidates } from '#lib/server/search/candidates.ts';
import { searchOf, setSearch } from '#lib/server/search/engine.ts';
import { mostCandidates, type SearchEngine } from '#lib/server/search/port.ts';
import { postgresEngine } from '#lib/server/search/postgres.ts';
import { rebuildSearch } from '#lib/server/search/rebuild.ts';
import { findListings } from '#lib/server/search/results.ts';
import { addOrganization, addSkill, comparable, searchApp } from '#lib/server/search/testing.ts';

const connection = await testDatabase();
const { db, sql } = connection;
const { MEILI_URL: meiliUrl, MEILI_KEY: meiliKey } = process.env;
const meiliPrefix = `test_${randomBytes(6).toString('hex')}_`;

await addOrganization(db, 'ningxi', '宁析神经科技');
await addSkill(db, 'eeg', '脑电', 'EEG');
// The older ones are about it, and the newest only mention it.
await sql`
	insert into listings (id, kind, organization_id, title_zh, text_zh, state, published_at, valid_until)
	select 'l' || i, 'role', 'ningxi',
		case when i % 100 = 7 then '脑电解码实习生' else (array['算法', '硬件', '临床'])[1 + i % 3] || '工程师' || i end,
		repeat('脑电', 1 + i % 5) || '与' || (array['解码', '采集'])[1 + i % 2] || (array['康复', '芯片', '临床'])[1 + i % 3]
			|| repeat('，负责日常工作', i % 9),
		'open', timestamptz '2026-01-01' + i * interval '1 hour', '2026-12-31'
	from generate_series(1, 900) i`;
await sql`insert into roles (listing_id, employment_type) select id, 'internship' from listings`;

const own = searchApp(connection);
const other = searchApp(connection, { meiliUrl, meiliKey, meiliPrefix });

/** An engine that says how many there are, and cannot say which. */
const counting = searchApp(connection);
const postgres = postgresEngine(sql);
const counter: SearchEngine = {
	name: 'meilisearch',
	search: async (query) => {
		const answer = await postgres.search(query);
		return answer.ranked || answer.total <= mostCandidates ? answer : { ...answer, ids: [] };
	}
};
setSearch(counting, { engine: withCandidates(counter, postgres.choose) });

await rebuildSearch(meiliUrl ? other : own);
afterAll(async () => {
	const headers = { authorization: `Bearer ${meiliKey}` };
	for (const name of meiliUrl ? ['listings', 'talents'] : [])
		await fetch(`${meiliUrl}/indexes/${meiliPrefix}${name}`, { method: 'DELETE', headers });
});

const queries = [
	'q=脑电',
	'q=eeg+解码',
	'q=脑电+-采集',
	'q=工程师',
	'q=电',
	'q=脑电解码&type=internship&page=3',
	'q=脑电&sort=new',
	// No listing holds all of it, and hundreds hold some.
	'q=脑电采集与康复芯片',
	'q=导论'
];
const engines = [
	{ name: 'an engine that only counts', app: counting, run: test },
	{ name: 'Meilisearch', app: other, run: meiliUrl ? test : test.skip }
];

for (const { name, app, run } of engines) {
	run.each(queries)(`${name} and PostgreSQL find the same in the same order: %s`, async (address) => {
		const query = parseQuery(new URLSearchParams(address));
		const expected = comparable(await findListings(own, query, mostCandidates));
		expect(comparable(await findListings(app, query, mostCandidates))).toEqual(expected);
		expect(searchOf(app).engine.name).toBe('meilisearch');
	});
}

test('of more than can be ranked those are that say it in their title, however old they are', async () => {
	const query = parseQuery(new URLSearchParams('q=解码'));
	const { ids, total } = await findListings(counting, query, mostCandidates);
	expect(total).toBeGreaterThan(mostCandidates);
	expect(ids).toHaveLength(mostCandidates);
	expect(ids).toEqual(
		expect.arrayContaining([7, 107, 207, 307, 407, 507, 607, 707, 807].map((i) => `l${i}`))
	);
});
