// Writes and reads the log of what operators did. Called in the transaction of the deed, so that neither exists without
// the other.
import { desc } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import type { App } from '#lib/server/app.ts';
import { auditLog } from '#lib/server/audit/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { csvOf } from '#lib/server/web/csv.ts';

/** Letters of a pseudonym. */
const pseudonymLength = 16;
/** Rows of the page. */
const shownMost = 100;

export const pseudonymOf = (accountId: string) => hashSecret(`audit:${accountId}`).slice(0, pseudonymLength);

export async function record(
	app: App,
	tx: Database | Transaction,
	{ accountId }: Pick<Actor, 'accountId'>,
	deed: { act: string; subject: string; reason?: string | null }
): Promise<void> {
	const { act, subject, reason } = deed;
	await tx.insert(auditLog).values({
		...{ at: app.now(), actor: pseudonymOf(accountId), act, subject },
		reason: reason ? hashSecret(reason) : '',
		// Both are given by the database.
		...{ position: 0, hash: '' }
	});
}

/** The latest rows, how many there are, and the first that the chain does not fit, if there is one. */
export async function auditPage(app: App, actor: Actor | undefined) {
	requireOperator(actor);
	const rows = await app.db.select().from(auditLog).orderBy(desc(auditLog.position)).limit(shownMost);
	return { rows, total: await app.db.$count(auditLog), broken: await brokenAt(app.db) };
}

/** The position of the first row whose hash is not that of its content and the row before; undefined when whole. */
export async function brokenAt(db: Database): Promise<number | undefined> {
	const [row] = await reader(db)<{ position: number }[]>`
		select position from (
			select a.*, lag(hash, 1, '') over (order by position) as before, row_number() over (order by position) as place
			from audit_log a
		) chained
		where place <> position or hash <> audit_hash(before, position, at, actor, act, subject, reason)
		order by position limit 1`;
	return row?.position;
}

/** The whole log as a table for whoever checks it elsewhere. */
export async function auditCsv(app: App, actor: Actor | undefined): Promise<string> {
	requireOperator(actor);
	const rows = await app.db.select().from(auditLog).orderBy(auditLog.position);
	const columns = ['position', 'at', 'actor', 'act', 'subject', 'reason', 'hash'] as const;
	return csvOf(
		columns,
		rows.map((row) => columns.map((column) => (column === 'at' ? row.at.toISOString() : row[column])))
	);
}
