// One answer to many applications: it waits ten seconds in which any member can take it back, then the worker moves
// each of them on its own, so that one that has changed does not hold up the others.
import { and, asc, desc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { BulkInput } from '#lib/answers/schema.ts';
import { fillTemplate, textFor } from '#lib/answers/template.ts';
import type { InboxFilter } from '#lib/applications/inbox.ts';
import { mayMove } from '#lib/applications/moves.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import { pick } from '#lib/i18n/text.ts';
import { isRefusal, Refusal } from '#lib/refusal.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { answerTemplates, bulkAnswerItems, bulkAnswers } from '#lib/server/answers/table.ts';
import { holdTime } from '#lib/server/applications/hold.ts';
import { inboxPicks } from '#lib/server/applications/inbox.ts';
import { answerAs } from '#lib/server/applications/received.ts';
import { applications } from '#lib/server/applications/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { talents } from '#lib/server/talents/table.ts';

/** How long the page says what came of it (ms), and items sent in one round. */
const toldTime = 2 * 60_000;
const roundMax = 50;
/** Answers of one organization that a page tells of. */
const recentMax = 10;

/** Items written by one statement. */
const partMax = 5_000;

/**
 * Puts an answer to many on its way; returns its id. Only applications the organization may see are taken: those that
 * are ticked, or all that the filter leaves. Refuses with `changedElsewhere` when these are not as many as were shown.
 */
export async function answerMany(
	app: App,
	actor: Actor | undefined,
	slug: string,
	{ picked, all, state, template, ...own }: BulkInput,
	filter: InboxFilter
): Promise<string> {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) throw new Refusal('notFound');
	const written = own.textZh || own.textEn ? own : await textsOf(app.db, organization.id, template);
	const items =
		all === undefined
			? await ticked(app.db, organization.id, picked)
			: await matching(app.db, { organizationId: organization.id, filter }, all, state);
	if (items.length === 0) throw new Refusal('notFound');
	const { accountId } = actor!;
	return holdMany(app, { organizationId: organization.id, accountId, state, ...written }, items);
}

type Answer = {
	organizationId: string;
	accountId: string;
	state: ApplicationState;
	textZh: string;
	textEn: string;
};

/** Writes an answer that was checked; it goes out when the time to take it back is over. Returns its id. */
export async function holdMany(app: App, answer: Answer, items: readonly Item[]): Promise<string> {
	return app.db.transaction(async (tx) => {
		const dueAt = new Date(app.now().getTime() + holdTime);
		const [bulk] = await tx
			.insert(bulkAnswers)
			.values({ ...answer, dueAt })
			.returning({ id: bulkAnswers.id });
		const rows = items.map(({ id, version }) => ({ bulkId: bulk!.id, applicationId: id, version }));
		for (let from = 0; from < rows.length; from += partMax)
			await tx.insert(bulkAnswerItems).values(rows.slice(from, from + partMax));
		return bulk!.id;
	});
}

type Item = { id: string; version: number };

async function ticked(db: Database, organizationId: string, picked: readonly Item[]): Promise<Item[]> {
	const ids = picked.map(({ id }) => id);
	const own = and(
		inArray(applications.id, ids),
		eq(applications.organizationId, organizationId),
		isNull(applications.heldUntil)
	);
	const known = await db.select({ id: applications.id }).from(applications).where(own);
	const seen = new Set(known.map(({ id }) => id));
	return picked.filter(({ id }) => seen.has(id));
}

/** All that the list showed and that may move so. Somebody who came meanwhile was not meant. */
async function matching(
	db: Database,
	inbox: { organizationId: string; filter: InboxFilter },
	shown: number,
	state: ApplicationState
): Promise<Item[]> {
	const all = await inboxPicks(db, inbox);
	if (all.length !== shown) throw new Refusal('changedElsewhere', { '': 'answers_error_count' });
	const items = all.filter((one) => mayMove(one.track, one.state, state, 'organization'));
	if (items.length === 0) throw new Refusal('notNow', { '': 'answers_error_no_move' });
	return items;
}

async function textsOf(db: Database, organizationId: string, template: string) {
	if (!template) return { textZh: '', textEn: '' };
	const [row] = await db
		.select({ textZh: answerTemplates.textZh, textEn: answerTemplates.textEn })
		.from(answerTemplates)
		.where(and(eq(answerTemplates.id, template), eq(answerTemplates.organizationId, organizationId)));
	if (!row) throw new Refusal('notFound');
	return row;
}

/** Takes an answer back as if it had never been given. Refuses with `notNow` once it is on its way. */
export async function undoMany(app: App, actor: Actor | undefined, slug: string, id: string): Promise<void> {
	const { organization } = await requireMember(app.db, actor, slug);
	const own = and(eq(bulkAnswers.id, id), eq(bulkAnswers.organizationId, organization.id));
	const [bulk] = await app.db.select({ dueAt: bulkAnswers.dueAt }).from(bulkAnswers).where(own);
	if (!bulk) throw new Refusal('notFound');
	const gone = await app.db
		.delete(bulkAnswers)
		.where(and(own, gt(bulkAnswers.dueAt, app.now())))
		.returning({ id: bulkAnswers.id });
	if (gone.length === 0) throw new Refusal('notNow', { '': 'answers_error_late' });
}

/**
 * The organization's answers to many that still wait or go out, each of which can be taken back on its own, and the
 * last one while it has just gone out.
 */
export async function recentMany(app: App, organizationId: string) {
	const since = new Date(app.now().getTime() - toldTime);
	const isRecent = gt(bulkAnswers.dueAt, since);
	const waits = sql`exists (select from ${bulkAnswerItems} i where i.bulk_id = ${bulkAnswers.id} and i.outcome is null)`;
	const count = (outcome: string) =>
		sql<number>`(count(*) filter (where ${bulkAnswerItems.outcome} is not distinct from ${sql.raw(outcome)}))::int`;
	const rows = await app.db
		.select({
			id: bulkAnswers.id,
			state: bulkAnswers.state,
			dueAt: bulkAnswers.dueAt,
			by: accounts.email,
			unsent: count('null'),
			moved: count("'moved'"),
			waiting: count("'waiting'"),
			all: sql<number>`count(*)::int`
		})
		.from(bulkAnswers)
		.innerJoin(accounts, eq(accounts.id, bulkAnswers.accountId))
		.innerJoin(bulkAnswerItems, eq(bulkAnswerItems.bulkId, bulkAnswers.id))
		.where(and(eq(bulkAnswers.organizationId, organizationId), or(isRecent, waits)))
		.groupBy(bulkAnswers.id, accounts.email)
		.orderBy(desc(bulkAnswers.dueAt), desc(bulkAnswers.createdAt))
		.limit(recentMax);
	return rows
		.filter(({ unsent }, i) => i === 0 || unsent > 0)
		.map((row) => ({ ...row, held: row.dueAt > app.now() }));
}

/** Moves what is due; returns how many. Run by the worker, each application in a transaction of its own. */
export async function sendMany(app: App): Promise<number> {
	const due = await app.db
		.select({ bulkId: bulkAnswerItems.bulkId, applicationId: bulkAnswerItems.applicationId })
		.from(bulkAnswerItems)
		.innerJoin(bulkAnswers, eq(bulkAnswers.id, bulkAnswerItems.bulkId))
		.innerJoin(applications, eq(applications.id, bulkAnswerItems.applicationId))
		.where(and(isNull(bulkAnswerItems.outcome), lte(bulkAnswers.dueAt, app.now())))
		// Who asked first gets the first of the places.
		.orderBy(asc(bulkAnswers.dueAt), asc(applications.createdAt), asc(applications.id))
		.limit(roundMax);
	for (const { bulkId, applicationId } of due)
		await app.db.transaction((tx) => sendOne(app, tx, bulkId, applicationId));
	return due.length;
}

async function sendOne(app: App, tx: Transaction, bulkId: string, applicationId: string): Promise<void> {
	const one = and(eq(bulkAnswerItems.bulkId, bulkId), eq(bulkAnswerItems.applicationId, applicationId));
	const [item] = await tx
		.select({ version: bulkAnswerItems.version, bulk: bulkAnswers, slug: organizations.slug })
		.from(bulkAnswerItems)
		.innerJoin(bulkAnswers, eq(bulkAnswers.id, bulkAnswerItems.bulkId))
		.innerJoin(organizations, eq(organizations.id, bulkAnswers.organizationId))
		.where(and(one, isNull(bulkAnswerItems.outcome)))
		.for('update', { of: bulkAnswerItems, skipLocked: true });
	if (!item) return;
	const { bulk, slug, version } = item;
	const reason = await wordsFor(tx, applicationId, bulk);
	const answer = { version, state: bulk.state, reason, meetsAt: null, place: null };
	const outcome = await tx
		// A refusal takes back only what the move has done.
		.transaction((inner) => answerAs(app, inner, { accountId: bulk.accountId }, slug, applicationId, answer))
		.then((to) => (to === bulk.state ? ('moved' as const) : ('waiting' as const)))
		.catch((error: unknown) => {
			if (!isRefusal(error)) throw error;
			return error.reason === 'changedElsewhere' ? ('changed' as const) : ('refused' as const);
		});
	await tx.update(bulkAnswerItems).set({ outcome }).where(one);
}

/** The words in the person's language, with the places of a template filled. */
export async function wordsFor(
	db: Database | Transaction,
	applicationId: string,
	texts: { textZh: string; textEn: string }
): Promise<string> {
	const [about] = await db
		.select({
			name: talents.displayName,
			locale: accounts.locale,
			title: { zh: listings.titleZh, en: listings.titleEn },
			organization: { zh: organizations.nameZh, en: organizations.nameEn }
		})
		.from(applications)
		.innerJoin(listings, eq(listings.id, applications.listingId))
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.innerJoin(talents, eq(talents.id, applications.talentId))
		.innerJoin(accounts, eq(accounts.id, talents.accountId))
		.where(eq(applications.id, applicationId));
	if (!about) return '';
	const { name, locale, title, organization } = about;
	const parts = {
		name,
		listing: pick(title.zh, title.en, locale).text,
		organization: pick(organization.zh, organization.en, locale).text
	};
	return fillTemplate(textFor(texts, locale), parts).slice(0, 2_000);
}
