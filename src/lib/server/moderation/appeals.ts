// The side of those a case is about: what they are told, and their appeal. For anybody else a case does not exist.
import { and, eq, inArray, isNotNull, lt, ne, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { caseDays } from '#lib/moderation/cases.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { lockCase, recordStep } from '#lib/server/moderation/case-log.ts';
import { caseById, eventsFor, shapeOf, subjectsOf, type Case } from '#lib/server/moderation/data.ts';
import { dueAfter } from '#lib/server/moderation/reports.ts';
import { caseEvents, caseFreezes, cases } from '#lib/server/moderation/table.ts';
import { memberships } from '#lib/server/organizations/table.ts';
import { talents } from '#lib/server/talents/table.ts';

/** A case as those it is about see it: the organization's members, or the person of the profile. */
export async function subjectCase(app: App, actor: Actor | undefined, id: string) {
	const it = await requireSubject(app.db, actor, id);
	const [subject] = await subjectsOf(app.db, [it]);
	return {
		...shapeOf(it),
		subject: subject!,
		mayAppeal: it.state === 'decided',
		events: await eventsFor(app.db, id, 'subject')
	};
}

/** The case, for those it is about and once they were told of it; for anybody else it does not exist. */
async function requireSubject(
	db: Database | Transaction,
	actor: Actor | undefined,
	id: string
): Promise<Case> {
	if (!actor) throw new Refusal('signInFirst');
	const it = await caseById(db, id);
	if (!it || !(await isAbout(db, it, actor))) throw new Refusal('notFound');
	const told = and(eq(caseEvents.caseId, id), ne(caseEvents.step, 'reported'));
	if ((await db.$count(caseEvents, told)) === 0) throw new Refusal('notFound');
	return it;
}

async function isAbout(db: Database | Transaction, it: Case, { accountId }: Actor): Promise<boolean> {
	if (it.kind === 'talent') {
		const own = and(eq(talents.id, it.talentId ?? ''), eq(talents.accountId, accountId));
		return (await db.$count(talents, own)) > 0;
	}
	const own = and(
		eq(memberships.organizationId, it.organizationId ?? ''),
		eq(memberships.accountId, accountId)
	);
	return (await db.$count(memberships, own)) > 0;
}

/** Asks for a second decision, once, within the time for it. @throws Refusal signInFirst, notFound, notNow */
export async function appealCase(
	app: App,
	actor: Actor | undefined,
	id: string,
	words: string
): Promise<void> {
	await app.db.transaction(async (tx) => {
		await requireSubject(tx, actor, id);
		const it = await lockCase(tx, id);
		if (it.state !== 'decided' || it.dueOn! < dayInNanjing(app.now())) throw new Refusal('notNow');
		await tx
			.update(cases)
			.set({
				state: 'appealed',
				appealedAt: app.now(),
				dueOn: dueAfter(app.now(), caseDays.decideAppeal),
				version: it.version + 1
			})
			.where(eq(cases.id, id));
		await recordStep(app, tx, it, { step: 'appealed', words, accountId: actor!.accountId });
	});
}

/** Closes decided cases of which nobody has appealed in time. Returns how many. */
export async function closeLapsed(app: App): Promise<number> {
	const late = and(eq(cases.state, 'decided'), lt(cases.dueOn, dayInNanjing(app.now())));
	return app.db.transaction(async (tx) => {
		const rows = await tx.select().from(cases).where(late).for('update');
		for (const it of rows) {
			await tx
				.update(cases)
				.set({ state: 'closed', closedAt: app.now(), dueOn: null, version: it.version + 1 })
				.where(eq(cases.id, it.id));
			await recordStep(app, tx, it, { step: 'lapsed', words: '', accountId: null });
		}
		return rows.length;
	});
}

type Held = { listingId: string } | { organizationId: string } | { accountId: string };

/** The latest case that keeps a listing, an organization or an account's profile out of sight, for its pages. */
export async function frozenBy({ db }: App, held: Held): Promise<string | undefined> {
	const frozen = db
		.select({ id: cases.id })
		.from(cases)
		.orderBy(sql`${cases.frozenAt} desc nulls last`)
		.limit(1)
		.$dynamic();
	if ('listingId' in held) {
		const kept = eq(caseFreezes.listingId, held.listingId);
		const [row] = await frozen.innerJoin(caseFreezes, and(eq(caseFreezes.caseId, cases.id), kept));
		return row?.id;
	}
	const own =
		'organizationId' in held
			? and(eq(cases.organizationId, held.organizationId), eq(cases.kind, 'organization'))
			: inArray(
					cases.talentId,
					db.select({ id: talents.id }).from(talents).where(eq(talents.accountId, held.accountId))
				);
	const [row] = await frozen.where(and(own, isNotNull(cases.frozenAt)));
	return row?.id;
}
