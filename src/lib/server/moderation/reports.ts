// Reports: anybody files one with one click, follows it by a private link or in their account, says more, or takes it
// back. Who reported is nobody's to see but the operators', and of visitors nothing is kept at all.
import { and, desc, eq, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { caseDays, type ReportReason } from '#lib/moderation/cases.ts';
import type { ReportInput, SayInput } from '#lib/moderation/case-schema.ts';
import { Refusal } from '#lib/refusal.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import { hashSecret, newToken } from '#lib/server/accounts/secret.ts';
import type { App } from '#lib/server/app.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { eventsFor, subjectsOf } from '#lib/server/moderation/data.ts';
import { caseEvents, cases, reports } from '#lib/server/moderation/table.ts';
import { organizationPage } from '#lib/server/organizations/directory.ts';
import { talentView } from '#lib/server/talents/view.ts';

/** The one subject of a case, by the column that names it. */
type Subject = Pick<typeof cases.$inferInsert, 'kind' | 'listingId' | 'organizationId' | 'talentId'>;

/**
 * Files a report about something the actor can see and returns the key of its page: an id for somebody signed in, a
 * secret token for a visitor. Reporting the same again leads to the same report.
 * @throws Refusal notFound, tooMany
 */
export async function fileReport(
	app: App,
	actor: Actor | undefined,
	input: ReportInput,
	network: string
): Promise<string> {
	const subject = await subjectOf(app.db, actor, input);
	await countTry(app, [
		['reportNetwork', actor?.accountId ?? network],
		['reportThing', `${input.kind} ${input.id} ${actor?.accountId ?? network}`]
	]);
	return app.db.transaction(async (tx) => {
		const caseId = await openCase(tx, subject, app.now());
		if (!actor) {
			const token = newToken();
			await tx.insert(reports).values({ caseId, tokenHash: hashSecret(token), createdAt: app.now() });
			await tx.insert(caseEvents).values({ caseId, step: 'reported', at: app.now() });
			return token;
		}
		const row = { caseId, accountId: actor.accountId, createdAt: app.now() };
		const [added] = await tx.insert(reports).values(row).onConflictDoNothing().returning({ id: reports.id });
		if (added) await tx.insert(caseEvents).values({ caseId, step: 'reported', at: app.now() });
		return added?.id ?? (await again(tx, caseId, actor.accountId));
	});
}

/** What may be seen may be reported; anything else answers like what does not exist. */
async function subjectOf(
	db: Database,
	actor: Actor | undefined,
	{ kind, id }: ReportInput
): Promise<Subject> {
	if (kind === 'listing') {
		const [row] = await db
			.select({ organizationId: listings.organizationId })
			.from(listings)
			.where(and(eq(listings.id, id), sql`${listings.state} in ('open', 'closed')`));
		if (row) return { kind, listingId: id, organizationId: row.organizationId };
	}
	if (kind === 'organization') {
		const found = await organizationPage(db, id);
		if (found) return { kind, organizationId: found.id };
	}
	if (kind === 'talent') {
		const view = await talentView(db, actor, id);
		if (view && view.audience !== 'own') return { kind, talentId: id };
	}
	throw new Refusal('notFound');
}

/** The case about the subject that is not over, or a new one. */
async function openCase(tx: Transaction, subject: Subject, now: Date): Promise<string> {
	const { kind, listingId, organizationId, talentId } = subject;
	const same: SQL =
		kind === 'listing'
			? eq(cases.listingId, listingId!)
			: kind === 'talent'
				? eq(cases.talentId, talentId!)
				: and(eq(cases.organizationId, organizationId!), eq(cases.kind, 'organization'))!;
	const running = and(same, sql`${cases.state} <> 'closed'`);
	const row = { ...subject, dueOn: dueAfter(now, caseDays.decide), createdAt: now };
	const [added] = await tx.insert(cases).values(row).onConflictDoNothing().returning({ id: cases.id });
	if (added) return added.id;
	const [found] = await tx.select({ id: cases.id }).from(cases).where(running);
	// It was closed between the two: the next click opens another.
	if (!found) throw new Refusal('changedElsewhere');
	return found.id;
}

/** The last day, in Nanjing, of a time of so many days that begins now. */
export const dueAfter = (now: Date, days: number) =>
	dayInNanjing(new Date(now.getTime() + days * 86_400_000));

/** The actor's earlier report in the case, which counts again if it was taken back. */
async function again(tx: Transaction, caseId: string, accountId: string): Promise<string> {
	const own = and(eq(reports.caseId, caseId), eq(reports.accountId, accountId));
	const [row] = await tx.update(reports).set({ withdrawnAt: null }).where(own).returning({ id: reports.id });
	return row!.id;
}

/** The report that a key opens: to whoever has a visitor's link, and to the account that filed it. */
function openedBy(actor: Actor | undefined, key: string): SQL {
	const byLink = and(isNull(reports.accountId), eq(reports.tokenHash, hashSecret(key)))!;
	return actor ? or(byLink, and(eq(reports.id, key), eq(reports.accountId, actor.accountId)))! : byLink;
}

/** A report as its reporter sees it, with what became of it. @throws Refusal notFound */
export async function reportPage(app: App, actor: Actor | undefined, key: string) {
	const [row] = await app.db
		.select({ report: reports, case: cases })
		.from(reports)
		.innerJoin(cases, eq(cases.id, reports.caseId))
		.where(openedBy(actor, key));
	if (!row) throw new Refusal('notFound');
	const { reason, words, withdrawnAt, createdAt } = row.report;
	const { kind, state, dueOn, frozenAt, outcome } = row.case;
	const [subject] = await subjectsOf(app.db, [row.case]);
	return {
		...{ kind, state, dueOn, outcome, frozen: frozenAt !== null, subject: subject! },
		...{ reason, words, withdrawn: withdrawnAt !== null, on: dayInNanjing(createdAt) },
		events: await eventsFor(app.db, row.case.id, 'reporter')
	};
}

/** Says what is wrong, while the case is open. */
export async function sayMore(
	app: App,
	actor: Actor | undefined,
	key: string,
	{ reason, words }: SayInput
): Promise<void> {
	await changeReport(app, actor, key, { reason, words: words ?? '' });
}

/** Takes a report back, or files it again. The case goes on: others may have reported the same. */
export async function withdrawReport(
	app: App,
	actor: Actor | undefined,
	key: string,
	withdrawn: boolean
): Promise<void> {
	await changeReport(app, actor, key, { withdrawnAt: withdrawn ? app.now() : null });
}

type Change = Partial<Pick<typeof reports.$inferInsert, 'words' | 'withdrawnAt'>> & { reason?: ReportReason };

async function changeReport(app: App, actor: Actor | undefined, key: string, change: Change): Promise<void> {
	await app.db.transaction(async (tx) => {
		const [row] = await tx
			.select({ id: reports.id, state: cases.state })
			.from(reports)
			.innerJoin(cases, eq(cases.id, reports.caseId))
			.where(openedBy(actor, key))
			.for('update', { of: reports });
		if (!row) throw new Refusal('notFound');
		if (row.state !== 'open') throw new Refusal('notNow', { '': 'reports_error_decided' });
		await tx.update(reports).set(change).where(eq(reports.id, row.id));
	});
}

/** What the actor reported, the latest first. */
export async function ownReports(app: App, actor: Actor | undefined) {
	if (!actor) return [];
	const rows = await app.db
		.select({ id: reports.id, withdrawnAt: reports.withdrawnAt, createdAt: reports.createdAt, case: cases })
		.from(reports)
		.innerJoin(cases, eq(cases.id, reports.caseId))
		.where(eq(reports.accountId, actor.accountId))
		.orderBy(desc(reports.createdAt), reports.id)
		.limit(ownMost);
	const subjects = await subjectsOf(
		app.db,
		rows.map((row) => row.case)
	);
	return rows.map(({ id, withdrawnAt, createdAt, case: { kind, state, dueOn, outcome } }, i) => ({
		...{ id, kind, state, dueOn, outcome, withdrawn: withdrawnAt !== null },
		on: dayInNanjing(createdAt),
		subject: subjects[i]!
	}));
}

/** Reports that are listed to their reporter. */
const ownMost = 50;
