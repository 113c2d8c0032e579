// The documents that changed in PostgreSQL's own index since saved searches were last compared with it, and the form
// in which they were then. Every change of the index has a number, and the numbers are handled in order.
import type postgres from 'postgres';
import type { Document } from '#lib/server/searches/batch.ts';

type Sql = postgres.Sql | postgres.TransactionSql;

/** Documents of one round. */
const roundMax = 500;

export type Changes = {
	/** The number of the last change of these. */
	upTo: number;
	/** Those whose listing was published, edited or opened again. */
	present: Document[];
	/** The same as they were, where they were there before. */
	former: Document[];
	/** When those that come back went away. */
	ends: ReadonlyMap<string, Date>;
};

/** In SQL: the number of the last change that was compared. */
const compared = `(select coalesce(max(change), -1) from seen_documents)`;

/** What a document is matched by, of a row of search_documents `d`. */
const asJson = `jsonb_build_object('id', d.listing_id, 'terms', tsvector_to_array(d.terms), 'payFrom', d.pay_from,
	'payTo', d.pay_to, 'publishedAt', (extract(epoch from d.published_at) * 1000)::bigint, 'validUntil', d.valid_until)`;

type Row = {
	change: string;
	removed: boolean;
	present: Document;
	former: Document | null;
	end: string | null;
};

/** The next changes; undefined when there are none. A document made anew from the same version did not change. */
export async function nextChanges(sql: Sql): Promise<Changes | undefined> {
	const rows = await sql.unsafe<Row[]>(
		`select d.change::text, d.removed or d.version = s.version and s.gone_at is null as removed,
			case when not d.removed then ${asJson} end as present, s.document as former, s.gone_at as end
		from search_documents d left join seen_documents s on s.listing_id = d.listing_id
		where d.change > ${compared} order by d.change limit ${roundMax}`,
		[],
		{ prepare: true }
	);
	if (rows.length === 0) return undefined;
	const changed = rows.filter(({ removed }) => !removed);
	return {
		upTo: Number(rows.at(-1)!.change),
		present: changed.map(({ present }) => present),
		former: changed.flatMap(({ former }) => former ?? []),
		ends: new Map(changed.flatMap(({ former, end }) => (former && end ? [[former.id, new Date(end)]] : [])))
	};
}

/** Every document that saved searches were not compared with yet in its present form. */
export async function unseenDocuments(sql: Sql): Promise<Document[]> {
	const rows = await sql.unsafe<Array<{ document: Document }>>(
		`select ${asJson} as document from search_documents d left join seen_documents s on s.listing_id = d.listing_id
		where d.change > ${compared} and not d.removed and (d.version is distinct from s.version or s.gone_at is not null)`,
		[],
		{ prepare: true }
	);
	return rows.map(({ document }) => document);
}

/**
 * From now on these forms are the former ones. A document that changed again meanwhile has a later number and is
 * left for the next round.
 */
export async function rememberChanges(tx: postgres.TransactionSql, upTo: number, now: string): Promise<void> {
	await tx.unsafe(
		`insert into seen_documents as seen (listing_id, version, change, document, gone_at)
		select d.listing_id, d.version, d.change, ${asJson}, case when d.removed then $2::timestamptz end
		from search_documents d where d.change > ${compared} and d.change <= $1::bigint
		on conflict (listing_id) do update set version = excluded.version, change = excluded.change,
			document = case when excluded.gone_at is null then excluded.document else seen.document end,
			gone_at = case when excluded.gone_at is null then null else coalesce(seen.gone_at, excluded.gone_at) end`,
		[upTo, now],
		{ prepare: true }
	);
}
