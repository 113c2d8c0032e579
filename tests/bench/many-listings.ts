// A large made-up marketplace, for measurements: roles with texts put together from sentences of the demo.
import { readFileSync } from 'node:fs';
import type postgres from 'postgres';

type Demo = Array<{ titleZh?: string; textZh?: string }>;

/** How many rows one statement writes. */
const part = 10_000;
const organizations = 500;

/**
 * Writes `n` open roles of 500 verified organizations, with four skills each and a text of about 170 characters,
 * straight into the tables and without marks. The skill tree must be there.
 */
export async function addManyListings(sql: postgres.Sql, n: number): Promise<void> {
	const demo = JSON.parse(readFileSync('drizzle/demo/roles.json', 'utf8')) as Demo;
	const titles = demo.flatMap(({ titleZh }) => titleZh ?? []);
	const sentences = [...new Set(demo.flatMap(({ textZh = '' }) => textZh.match(/[^。\n]{8,60}。/g) ?? []))];
	await sql`
		insert into organizations (id, slug, kind, name_zh, verification, verified_at, verification_due)
		select 'many-' || i, 'many-' || i, 'company', '第' || i || '神经科技公司', 'verified', now(), '2099-01-01'
		from generate_series(1, ${organizations}::int) i`;
	for (let from = 0; from < n; from += part)
		await addPart(sql, from, Math.min(part, n - from), titles, sentences);
	await sql`analyze`;
}

async function addPart(sql: postgres.Sql, from: number, n: number, titles: string[], sentences: string[]) {
	await sql.begin(async (tx) => {
		await tx`set local statement_timeout = 0`;
		// Five sentences that follow from the number: the same texts in every run.
		await tx`
			insert into listings (id, kind, organization_id, title_zh, text_zh, district, state, published_at, valid_until)
			select 'many-' || i, 'role', 'many-' || 1 + i % ${organizations}::int,
				(${titles}::text[])[1 + i * 7 % ${titles.length}::int] || ' ' || i,
				(select string_agg((${sentences}::text[])[1 + (i * 31 + k * k * 1009 + i / 97 * k) % ${sentences.length}::int], '')
					from generate_series(1, 5) k),
				(array['jiangbei', 'gulou', 'qixia', 'xuanwu'])[1 + i % 4], 'open',
				timestamptz '2026-01-01' + i * interval '3 minutes', '2099-01-01'
			from generate_series(${from}::int, ${from + n - 1}::int) i`;
		await tx`
			insert into roles (listing_id, employment_type, degree, pay_from, pay_to, pay_unit)
			select 'many-' || i, (array['fulltime', 'internship'])[1 + i % 2], 'master', 100 + i % 300, 500 + i % 300, 'day'
			from generate_series(${from}::int, ${from + n - 1}::int) i`;
		await tx`
			with known as (select array_agg(id order by id) as ids from skills where depth = 3)
			insert into listing_skills (listing_id, skill_id, relation)
			select distinct 'many-' || i, ids[1 + (i * 13 + k * 101 + i / 89 * k) % cardinality(ids)], 'required'
			from known, generate_series(${from}::int, ${from + n - 1}::int) i, generate_series(1, 4) k`;
	});
}
