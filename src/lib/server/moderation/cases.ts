// Cases as operators work on them: they freeze, release and decide, with a reason each time. Every step is a row of the
// log, written in the transaction of the step.
import { asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { StepInput } from '#lib/moderation/case-schema.ts';
import { afterStep, caseDays, stepsOf } from '#lib/moderation/cases.ts';
import { Refusal } from '#lib/refusal.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import { lockCase, recordStep, tellReporters } from '#lib/server/moderation/case-log.ts';
import { caseById, eventsFor, shapeOf, subjectsOf, type Case } from '#lib/server/moderation/data.ts';
import { blockCode, freezeSubject, releaseSubject } from '#lib/server/moderation/freeze.ts';
import { dueAfter } from '#lib/server/moderation/reports.ts';
import { cases, listingVersions, reports } from '#lib/server/moderation/table.ts';

/** Cases of a page of the queue. */
const queueMost = 100;

/** Cases that wait for an operator, the most urgent first; with `all`, also those that are decided or over. */
export async function caseQueue(app: App, actor: Actor | undefined, all: boolean) {
	requireOperator(actor);
	const filed = app.db
		.select({ caseId: reports.caseId, count: sql<number>`count(*)::int`.as('count') })
		.from(reports)
		.where(isNull(reports.withdrawnAt))
		.groupBy(reports.caseId)
		.as('filed');
	const rows = await app.db
		.select({ case: cases, count: filed.count })
		.from(cases)
		.leftJoin(filed, eq(filed.caseId, cases.id))
		.where(all ? undefined : inArray(cases.state, ['open', 'appealed']))
		.orderBy(sql`${cases.dueOn} nulls last`, asc(cases.createdAt), asc(cases.id))
		.limit(queueMost);
	const subjects = await subjectsOf(
		app.db,
		rows.map((row) => row.case)
	);
	const today = dayInNanjing(app.now());
	return rows.map(({ case: { id, kind, state, dueOn, outcome, frozenAt }, count }, i) => ({
		...{ id, kind, state, dueOn, outcome, subject: subjects[i]!, count: count ?? 0 },
		frozen: frozenAt !== null,
		late: dueOn !== null && dueOn < today && state !== 'decided'
	}));
}

/** One case with its reports and its log, for an operator. */
export async function operatorCase(app: App, actor: Actor | undefined, id: string) {
	requireOperator(actor);
	const it = await caseById(app.db, id);
	if (!it) throw new Refusal('notFound');
	const filed = await app.db
		.select({
			id: reports.id,
			reason: reports.reason,
			words: reports.words,
			at: reports.createdAt,
			withdrawnAt: reports.withdrawnAt,
			who: accounts.email
		})
		.from(reports)
		.leftJoin(accounts, eq(accounts.id, reports.accountId))
		.where(eq(reports.caseId, id))
		.orderBy(asc(reports.createdAt), asc(reports.id));
	const [subject] = await subjectsOf(app.db, [it]);
	const kept = it.listingId
		? await app.db.$count(listingVersions, eq(listingVersions.listingId, it.listingId))
		: 0;
	return {
		...shapeOf(it),
		version: it.version,
		subject: subject!,
		hasVersions: kept > 0,
		steps: stepsOf({ state: it.state, frozen: it.frozenAt !== null }),
		reports: filed.map(({ withdrawnAt, ...row }) => ({ ...row, withdrawn: withdrawnAt !== null })),
		events: await eventsFor(app.db, id, 'operator')
	};
}

/**
 * A step of an operator, with its reason. It holds for the case that was seen (`version`).
 * @throws Refusal notFound, changedElsewhere, notNow
 */
export async function moveCase(
	app: App,
	actor: Actor | undefined,
	id: string,
	{ step, version, words }: StepInput
): Promise<void> {
	requireOperator(actor);
	requireRecent(actor);
	await app.db.transaction(async (tx) => {
		const it = await lockCase(tx, id);
		if (it.version !== version) throw new Refusal('changedElsewhere');
		const now = { state: it.state, frozen: it.frozenAt !== null };
		if (!stepsOf(now).includes(step)) throw new Refusal('notNow');
		const next = afterStep(now, step);
		const held = next.frozen && !now.frozen ? await freezeSubject(tx, it, app.now()) : {};
		if (!next.frozen && now.frozen) await releaseSubject(tx, it, app.now());
		await tx
			.update(cases)
			.set({
				...held,
				...timesOf(app, it, next),
				state: next.state,
				frozenAt: next.frozen ? (it.frozenAt ?? app.now()) : null,
				version: version + 1
			})
			.where(eq(cases.id, id));
		await recordStep(app, tx, it, { step, words, accountId: actor.accountId });
		await record(app, tx, actor, { act: `case.${step}`, subject: `case:${id}`, reason: words });
		if (next.outcome) {
			await blockCode(tx, it, next.outcome === 'upheld');
			await tellReporters(app, tx, it, next.outcome);
		}
	});
}

type Next = ReturnType<typeof afterStep>;

/** When it was decided and closed, and by when the next step is due. */
function timesOf(app: App, it: Case, { state, outcome }: Next): Partial<Case> {
	if (!outcome) return {};
	const decidedAt = it.decidedAt ?? app.now();
	return state === 'closed'
		? { outcome, decidedAt, closedAt: app.now(), dueOn: null }
		: { outcome, decidedAt, dueOn: dueAfter(app.now(), caseDays.appeal) };
}
