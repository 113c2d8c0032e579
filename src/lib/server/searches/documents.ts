// The documents that changed in PostgreSQL's own index since saved searches were last compared with it, and the form
// in which they were then. Every change of the index has a number, and the numbers are handled in order.
import type postgres from 'postgres';
import type { SearchKind } from '#lib/searches/types.ts';
import { corpora } from '#lib/server/search/corpus.ts';
import type { Document } from '#lib/server/searches/batch.ts';

type Sql = postgres.Sql | postgres.TransactionSql;

/** Documents of one round. */
const roundMax = 500;

export type Changes = {
	/** The number of the last change of these. */
	upTo: number;
	/** Those that came, changed or came back. */
	present: Document[];
	/** The same as they were, where they were there before. */
	former: Document[];
	/** When those that come back went away. */
	ends: ReadonlyMap<string, Date>;
};

/**
 * In SQL, for each kind: the table of documents with its key, the number of the last change that was compared, and
 * what a document is matched by. Of a listing that went away the form stays, of a talent nothing does.
 */
function partsOf(kind: SearchKind) {
	const { documents, key } = corpora[kind];
	return {
		table: `${documents} d left join seen_documents s on s.kind = '${kind}' and s.document_id = d.${key}`,
		key: `d.${key}`,
		compared: `(select coalesce(max(change), -1) from seen_documents where kind = '${kind}')`,
		json: `jsonb_build_object('id', d.${key}, 'terms', tsvector_to_array(d.terms), 'payFrom', d.pay_from,
			'payTo', d.pay_to, 'publishedAt', (extract(epoch from d.published_at) * 1000)::bigint, 'validUntil', d.valid_until)`,
		stays: String(kind === 'listing')
	};
}

type Row = {
	change: string;
	removed: boolean;
	present: Document;
	former: Document | null;
	end: string | null;
};

/** The next changes; undefined when there are none. A document made anew from the same version did not change. */
export async function nextChanges(sql: Sql, kind: SearchKind): Promise<Changes | undefined> {
	const { table, compared, json, stays } = partsOf(kind);
	const rows = await sql.unsafe<Row[]>(
		`select d.change::text, d.removed or d.version = s.version and s.gone_at is null as removed,
			case when not d.removed then ${json} end as present,
			case when ${stays} or s.gone_at is null then s.document end as former, s.gone_at as end
		from ${table} where d.change > ${compared} order by d.change limit ${roundMax}`,
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
export async function unseenDocuments(sql: Sql, kind: SearchKind): Promise<Document[]> {
	const { table, compared, json } = partsOf(kind);
	const rows = await sql.unsafe<Array<{ document: Document }>>(
		`select ${json} as document from ${table}
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
export async function rememberChanges(
	tx: postgres.TransactionSql,
	kind: SearchKind,
	upTo: number,
	now: string
): Promise<void> {
	const { table, key, compared, json, stays } = partsOf(kind);
	await tx.unsafe(
		`insert into seen_documents as seen (kind, document_id, version, change, document, gone_at)
		select '${kind}', ${key}, d.version, d.change, ${json}, case when d.removed then $2::timestamptz end
		from ${table} where d.change > ${compared} and d.change <= $1::bigint
		on conflict (kind, document_id) do update set version = excluded.version, change = excluded.change,
			document = case when ${stays} and excluded.gone_at is not null then seen.document else excluded.document end,
			gone_at = case when excluded.gone_at is null then null else coalesce(seen.gone_at, excluded.gone_at) end`,
		[upTo, now],
		{ prepare: true }
	);
}
