// The pool of open roles, for lists of a talent's matches.
import { degrees } from '#lib/listings/types.ts';
import { roleBits } from '#lib/matching/filter.ts';
import { needCode, type Line } from '#lib/matching/postings.ts';
import { needWeights } from '#lib/matching/scan.ts';
import type { Need, RoleTerms } from '#lib/matching/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { roleColumns, roleOf, type RoleColumns } from '#lib/server/matching/data.ts';
import { dayNumber, pools, type PoolRow, type Stamp } from '#lib/server/matching/pool.ts';

/** What orders and narrows a list besides skills. */
export type RoleFacts = {
	publishedAt: number;
	degree: (typeof degrees)[number];
	terms: RoleTerms;
	bits: ReturnType<typeof roleBits>;
};

const partSize = 2_000;

export const rolePool = pools<RoleFacts>({ all, changedAfter, rows, weigh: needWeights });

type Row = RoleColumns & { stamp: string; open: boolean; validUntil: string | null };

const columns = (db: Database) => reader(db)`
	${roleColumns(db)}, l.updated_at::text || ' ' || l.version as stamp, l.state = 'open' as open,
	l.valid_until as "validUntil" from listings l join roles r on r.listing_id = l.id`;

async function* all(db: Database): AsyncGenerator<PoolRow<RoleFacts>[]> {
	const parts = reader(db)<Row[]>`select ${columns(db)} where l.state = 'open'`.cursor(partSize);
	for await (const part of parts) yield part.map(poolRow);
}

async function rows(db: Database, ids: string[]): Promise<PoolRow<RoleFacts>[]> {
	const found = await reader(db)<Row[]>`select ${columns(db)} where l.id = any(${ids})`;
	return found.map(poolRow);
}

async function changedAfter(db: Database, time: string | undefined) {
	const [row] = await reader(db)<{ now: string; changed: Stamp[] | null }[]>`
		select now()::text as now, (
			select json_agg(json_build_object('id', id, 'stamp', updated_at::text || ' ' || version)) from listings
			where updated_at > ${time ?? 'infinity'}::timestamptz - interval '1 minute' and kind = 'role'
		) as changed`;
	return { now: row!.now, changed: row!.changed ?? [] };
}

function poolRow({ stamp, open, validUntil, ...columns }: Row): PoolRow<RoleFacts> {
	const { id, degree, publishedAt, terms, needs } = roleOf(columns);
	const until = open && validUntil !== null ? dayNumber(validUntil) : undefined;
	const facts = { publishedAt, degree, terms, bits: roleBits(terms) };
	return { id, stamp, until, facts, lines: needs.map(lineOf) };
}

const lineOf = ({ skill, relation, level }: Need): Line => ({ skill, code: needCode(relation, level) });
