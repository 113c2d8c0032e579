// The indexes that PostgreSQL searches: tables of documents, copies of what open listings say and talents show.
// Searching them is postgres.ts's affair.
import { setTimeout as sleep } from 'node:timers/promises';
import type postgres from 'postgres';
import { sqlState } from '#lib/server/db/client.ts';
import { listingCorpus, type Corpus } from '#lib/server/search/corpus.ts';
import {
	documentForm,
	tagsOf,
	termsAndTags,
	termsOf,
	type NewIndex,
	type SearchDocument,
	type SearchIndex,
	type Stamp
} from '#lib/server/search/port.ts';
import { quote } from '#lib/server/search/postgres.ts';
import type { DocumentKind } from '#lib/server/search/table.ts';
import { packTitle, packVector } from '#lib/server/search/vector.ts';

/** A pool, or one transaction. */
type Sql = postgres.Sql | postgres.TransactionSql;

export function postgresIndex(sql: Sql, corpus: Corpus = listingCorpus): SearchIndex {
	const { documents: table, key } = corpus;
	return {
		name: 'postgres',
		corpus,
		put: (documents) =>
			forgetting(
				sql,
				corpus,
				documents.map(({ id }) => id),
				() => write(sql, corpus, table, rowsOf(documents), true)
			),
		remove: (ids) =>
			forgetting(sql, corpus, ids, async () => {
				await sql.unsafe(removal(corpus), [ids], { prepare: true });
			}),
		isWhole: () => isWhole(sql, corpus),
		async *stamps(size) {
			for (let last = ''; ;) {
				const rows = await sql<Stamp[]>`select ${sql(key)} as id, version from ${sql(table)}
					where not removed and ${sql(key)} collate "C" > ${last} order by ${sql(key)} collate "C" limit ${size}`;
				if (rows.length === 0) return;
				yield rows;
				last = rows.at(-1)!.id;
			}
		},
		rebuild: () => rebuild(sql as postgres.TransactionSql, corpus)
	};
}

/** Whether it was built in this form, and has not been emptied. */
async function isWhole(sql: Sql, corpus: Corpus): Promise<boolean> {
	const [found] = await sql<[{ whole: boolean }]>`
		select exists (select 1 from search_indexes where name = 'postgres' and form = ${documentForm})
			and (exists (select 1 from ${sql(corpus.documents)} where not removed)
				or not exists (${sql.unsafe(anything[corpus.kind])})) as whole`;
	return found.whole;
}

/** What there must be a document of. */
const anything: Record<DocumentKind, string> = {
	listing: `select 1 from listings l join organizations o on o.id = l.organization_id
		where l.state = 'open' and o.verification = 'verified'`,
	talent: `select 1 from talents t join accounts a on a.id = t.account_id and a.suspended_at is null
		where t.visibility <> 'hidden'`
};

/** Texts lie beside the rows, which are so small that thousands of them are looked at in a few milliseconds. */
const storage = 'toast_tuple_target = 128';
/** What the planner does not ask for is not counted: it takes a while. */
const uncounted = ['terms', 'vector', 'title', 'tags']
	.map((column) => `alter ${column} set statistics 0`)
	.join(', ');

/**
 * A second table, filled without its indexes, which are made at the end: a third of the time, and no bloat. All of
 * it happens in the caller's transaction, so that a killed rebuild leaves nothing behind.
 */
async function rebuild(tx: postgres.TransactionSql, corpus: Corpus): Promise<NewIndex> {
	const { documents: table, key, terms } = corpus;
	const next = `${table}_next`;
	await tx.unsafe(`set local maintenance_work_mem = '256MB';
		create table ${next} (like ${table} including all excluding indexes) with (${storage}, parallel_workers = 2);
		alter table ${next} ${uncounted}, add primary key (${key})`);
	const counts = new Map<string, number>();
	// One statement after the other: they share a connection, and a refused one is undone alone.
	let last: Promise<unknown> = Promise.resolve();
	return {
		put(documents) {
			const rows = rowsOf(documents);
			const mine = last.then(() => tx.savepoint((part) => write(part, corpus, next, rows, false)));
			last = mine.then(
				() => count(counts, documents),
				() => {}
			);
			return mine as Promise<void>;
		},
		async count() {
			const [row] = await tx.unsafe<[{ n: number }]>(`select count(*)::int as n from ${next}`);
			return row.n;
		},
		async swap() {
			const names = await makeIndexes(tx, table, next);
			await tx.unsafe(`analyze ${next}`);
			await writeCounts(tx, corpus, counts);
			await lockTable(tx, table);
			await tx.unsafe(`drop table ${table}; alter table ${next} rename to ${table};
				alter index ${next}_pkey rename to ${table}_pkey;
				${names.map((name) => `alter index ${name}_next rename to ${name};`).join('\n')}
				drop table ${terms}; alter table ${terms}_next rename to ${terms};
				alter index ${terms}_next_pkey rename to ${terms}_pkey;`);
		},
		// The end of the transaction does it.
		drop: async () => {}
	};
}

/** Makes the old table's indexes on the new one, under names of their own. Returns the old names. */
async function makeIndexes(tx: postgres.TransactionSql, table: string, next: string): Promise<string[]> {
	const rows = await tx<Array<{ name: string; definition: string }>>`
		select indexname as name, indexdef as definition from pg_indexes
		where schemaname = current_schema() and tablename = ${table} and indexname <> ${`${table}_pkey`}`;
	for (const { name, definition } of rows) {
		const made = definition
			.replace(`INDEX ${name} ON`, `INDEX ${name}_next ON`)
			.replace(`.${table} `, `.${next} `);
		await tx.unsafe(made);
	}
	return rows.map(({ name }) => name);
}

/** Takes the table from its readers for the moment of the swap, and never makes them queue for long. */
async function lockTable(tx: postgres.TransactionSql, table: string): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			await tx.savepoint((part) =>
				part.unsafe(`set local lock_timeout = '1s'; lock table ${table} in access exclusive mode`)
			);
			return;
		} catch (error) {
			if (sqlState(error) !== '55P03' || attempt === lockAttempts) throw error;
			await sleep(lockPause);
		}
	}
}
const [lockAttempts, lockPause] = [60, 500];

/** Bytes of words that a tsvector can hold. */
const mostBytes = 1_048_575;

/** What a document holds, as PostgreSQL reads a tsvector. Throws when it is too much. */
function storable(document: SearchDocument): string {
	const terms = termsAndTags(document);
	const text = terms.map(quote).join(' ');
	// No text of usual length comes near, and counting takes time.
	if (text.length * 3 > mostBytes && Buffer.byteLength(terms.join('')) > mostBytes)
		throw new Error('more words than PostgreSQL can hold');
	return text;
}

/** The documents as the statements read them. */
function rowsOf(documents: SearchDocument[]) {
	return documents.map((document) => ({
		id: document.id,
		version: document.version,
		terms: storable(document),
		vector: packVector(document.terms).toString('base64'),
		title: packTitle(document.terms.A).toString('base64'),
		length_a: document.lengths.A,
		length_b: document.lengths.B,
		length_c: document.lengths.C,
		tags: tagsOf(document),
		pay_from: document.payFrom,
		pay_to: document.payTo,
		published_at: document.publishedAt.toISOString(),
		valid_until: document.validUntil
	}));
}

const columns = [
	'version',
	'terms',
	'vector',
	'title',
	'length_a',
	'length_b',
	'length_c',
	'tags',
	'pay_from',
	'pay_to',
	'published_at',
	'valid_until'
];

/** Terms with a colon are tags, which nobody types and nothing is ranked by. */
const isWord = `position(':' in term) = 0`;

/** Writes documents and, unless all is counted at the end, the counts of their terms, in one statement. */
async function write(
	sql: Sql,
	corpus: Corpus,
	into: string,
	rows: ReturnType<typeof rowsOf>,
	counted: boolean
): Promise<void> {
	const { key } = corpus;
	const text = `with given as (
			select * from json_to_recordset($1::text::json) as documents (id text, version int, terms tsvector,
				vector text, title text, length_a int, length_b int, length_c int, tags text[], pay_from int,
				pay_to int, published_at timestamptz, valid_until text)),
		before as (
			select ${key} as id, terms from ${into} where ${key} in (select id from given)),
		written as (
			insert into ${into} as present (${key}, ${columns.join(', ')})
			select id, version, terms, decode(vector, 'base64'), decode(title, 'base64'),
				${columns.slice(4).join(', ')} from given
			on conflict (${key}) do update set removed = false, change = nextval('search_changes'),
				${columns.map((column) => `${column} = excluded.${column}`).join(', ')}
			where present.version <= excluded.version
			returning ${key} as id)
		${
			counted
				? `, ${differences(
						corpus,
						`select unnest(tsvector_to_array(terms)) as term, 1 as n from given join written using (id)
			union all select unnest(tsvector_to_array(terms)), -1 from before join written using (id)`
					)}`
				: ''
		}
		select count(*) from written`;
	await sql.unsafe(text, [JSON.stringify(rows)], { prepare: true });
}

/** Adds differences to the counts of terms, always in the same order. */
function differences({ terms }: Corpus, changes: string): string {
	return `counts as (
			insert into ${terms} as counted (term, documents)
			select term, sum(n) from (${changes}) changes where ${isWord}
			group by term having sum(n) <> 0 order by term
			on conflict (term) do update set documents = greatest(counted.documents + excluded.documents, 0))`;
}

/** Does it, and then forgets the words that nobody says any more where they may be somebody's name. */
async function forgetting(
	sql: Sql,
	{ documents, key, terms, isPrivate }: Corpus,
	ids: string[],
	change: () => Promise<void>
): Promise<void> {
	if (!isPrivate) return change();
	const said = await sql<Array<{ term: string }>>`
		select distinct unnest(tsvector_to_array(d.terms)) as term from ${sql(documents)} d
		where ${sql(key)} = any(${ids}::text[])`;
	await change();
	await sql`delete from ${sql(terms)} where documents = 0 and term = any(${said.map(({ term }) => term)}::text[])`;
}

/** Empties documents and says that they are gone. */
function removal(corpus: Corpus): string {
	const { documents, key } = corpus;
	return `with before as (
			select ${key} as id, terms from ${documents} where ${key} = any($1::text[]) and not removed),
		emptied as (
			update ${documents} set removed = true, change = nextval('search_changes'), terms = '', vector = '',
				title = '', tags = '{}', pay_from = null, pay_to = null where ${key} in (select id from before)),
		${differences(corpus, 'select unnest(tsvector_to_array(terms)) as term, -1 as n from before')}
		select 1`;
}

/** Counts the documents that hold each word. */
function count(counts: Map<string, number>, documents: readonly SearchDocument[]): void {
	for (const document of documents)
		for (const term of termsOf(document)) counts.set(term, (counts.get(term) ?? 0) + 1);
}

/** How many counts a statement writes. */
const countsAtOnce = 50_000;

/** Writes the counts of all documents of the new table beside those that are in use. */
async function writeCounts(
	tx: postgres.TransactionSql,
	{ terms }: Corpus,
	counts: ReadonlyMap<string, number>
): Promise<void> {
	await tx.unsafe(`create table ${terms}_next (like ${terms} including all excluding indexes)`);
	const all = [...counts];
	for (let from = 0; from < all.length; from += countsAtOnce) {
		const part = all.slice(from, from + countsAtOnce);
		await tx.unsafe(
			`insert into ${terms}_next (term, documents) select * from unnest($1::text[], $2::int[])`,
			[part.map(([term]) => term), part.map(([, documents]) => documents)]
		);
	}
	await tx.unsafe(`alter table ${terms}_next add primary key (term); analyze ${terms}_next`);
}
