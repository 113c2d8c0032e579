// A copy of everything the site has about a person, as a ZIP that the worker makes: the rows as JSON, the profile as
// JSON Resume, and the files. What goes in is what the registry lists.
import { and, eq, lt } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { Refusal } from '#lib/refusal.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import type { App } from '#lib/server/app.ts';
import { filesOf } from '#lib/server/files/service.ts';
import { belongsTo, keptRows, ownTables, withheld } from '#lib/server/privacy/registry.ts';
import { exports } from '#lib/server/privacy/table.ts';
import { zipOf, type Entry } from '#lib/server/privacy/zip.ts';
import { contactOf, profileOf, talentOf } from '#lib/server/talents/data.ts';
import { jsonResume } from '#lib/talents/json-resume.ts';

/** How long an archive can be fetched. */
export const exportDays = 7;
/** One that was not finished in this time (ms) is tried again: its worker may have been killed. */
const patience = 10 * 60_000;

/** Asks for a copy; an earlier one is replaced. @throws Refusal signInFirst, confirmFirst, tooMany */
export async function requestExport(app: App, actor: Actor | undefined): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	requireRecent(actor);
	await countTry(app, [['export', actor.accountId]]);
	const again = {
		state: 'waiting' as const,
		zip: null,
		readyAt: null,
		expiresAt: null,
		createdAt: app.now()
	};
	await app.db
		.insert(exports)
		.values({ accountId: actor.accountId, ...again })
		.onConflictDoUpdate({ target: exports.accountId, set: again });
}

/** Where the actor's copy stands; undefined when none was asked for. */
export async function exportOf(app: App, actor: Actor | undefined) {
	if (!actor) throw new Refusal('signInFirst');
	const [row] = await app.db
		.select({ state: exports.state, readyAt: exports.readyAt, expiresAt: exports.expiresAt })
		.from(exports)
		.where(eq(exports.accountId, actor.accountId));
	return row;
}

/** The archive itself: the actor's own, while it lasts. @throws Refusal signInFirst, notFound */
export async function readExport(app: App, actor: Actor | undefined): Promise<Buffer> {
	if (!actor) throw new Refusal('signInFirst');
	const [row] = await app.db.select().from(exports).where(eq(exports.accountId, actor.accountId));
	if (!row?.zip || !row.expiresAt || row.expiresAt <= app.now()) throw new Refusal('notFound');
	return row.zip;
}

/** Makes what was asked for, one archive at a time; returns how many. Run by the worker. */
export async function makeExports(app: App): Promise<number> {
	return app.db.transaction(async (tx) => {
		const [asked] = await tx
			.select({ id: exports.id, accountId: exports.accountId, createdAt: exports.createdAt })
			.from(exports)
			.where(eq(exports.state, 'waiting'))
			.orderBy(exports.createdAt)
			.limit(1)
			.for('update', { skipLocked: true });
		if (!asked) return 0;
		const late = app.now().getTime() - asked.createdAt.getTime() > patience;
		const zip = await archiveOf(app, asked.accountId).catch((error: unknown) => {
			if (late) return undefined;
			throw error;
		});
		const expiresAt = new Date(app.now().getTime() + exportDays * 86_400_000);
		const done = zip
			? { state: 'ready' as const, zip, readyAt: app.now(), expiresAt }
			: { state: 'failed' as const };
		await tx.update(exports).set(done).where(eq(exports.id, asked.id));
		return 1;
	});
}

/** Removes archives whose time is over. */
export async function clearExports(app: App): Promise<void> {
	await app.db.delete(exports).where(and(eq(exports.state, 'ready'), lt(exports.expiresAt, app.now())));
}

async function archiveOf(app: App, accountId: string): Promise<Buffer> {
	const talent = await talentOf(app.db, accountId);
	const resume = talent && jsonResume(await profileOf(app.db, talent), contactOf(talent));
	const kept = await filesOf(app, accountId);
	return zipOf(
		[
			textEntry(
				'README.txt',
				`${m.privacy_export_readme({}, { locale: 'zh-CN' })}\n\n${m.privacy_export_readme({}, { locale: 'en' })}\n`
			),
			...(resume ? [jsonEntry('resume.json', resume)] : []),
			...(await rowEntries(app, accountId)),
			...kept.map(({ id, name, bytes }) => ({ name: `files/${id}-${name}`, bytes }))
		],
		app.now()
	);
}

const textEntry = (name: string, text: string): Entry => ({ name, bytes: Buffer.from(text, 'utf8') });
const jsonEntry = (name: string, value: unknown) => textEntry(name, `${JSON.stringify(value, null, '\t')}\n`);

/** A file of rows for each table that has any: the person's own, and what is theirs of rows that stay. */
async function rowEntries(app: App, accountId: string): Promise<Entry[]> {
	const entries: Entry[] = [];
	const add = async (name: string, text: string) => {
		const rows = await app.sql.unsafe<{ row: unknown }[]>(text, [accountId]);
		if (rows.length > 0)
			entries.push(
				jsonEntry(
					`data/${name}.json`,
					rows.map(({ row }) => row)
				)
			);
	};
	for (const table of ownTables()) {
		const left = withheld[table] ?? [];
		if (left === 'all') continue;
		const less = left.map((column) => ` - '${column}'`).join('');
		await add(table, `select to_jsonb(t)${less} as row from ${table} t where ${belongsTo(table)}`);
	}
	for (const { table, column, of, given } of keptRows()) {
		const mine =
			of === 'accounts' ? `${column} = $1` : `${column} in (select id from ${of} where ${belongsTo(of)})`;
		const row = given.map((name) => `'${name}', ${name}`).join(', ');
		await add(`${table}-${column}`, `select json_build_object(${row}) as row from ${table} where ${mine}`);
	}
	const mails = `select json_build_object('subject', subject, 'text', body, 'created_at', created_at, 'sent_at', sent_at) as row
		from mails where lower(recipient) = (select lower(email) from accounts where id = $1) order by created_at`;
	await add('mails', mails);
	return entries;
}
