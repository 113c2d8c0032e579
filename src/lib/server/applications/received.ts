// What an organization decides about applications for its listings: see, open, answer.
import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { columnRows, columnsOf, tableRows, type InboxFilter } from '#lib/applications/inbox.ts';
import { mayMove } from '#lib/applications/moves.ts';
import type { AnswerInput } from '#lib/applications/schema.ts';
import { accessEndedStates, type ApplicationState } from '#lib/applications/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { eventsOf, isShared, receivedById } from '#lib/server/applications/data.ts';
import {
	countsIn,
	inboxCounts,
	inboxFigures,
	listingsIn,
	sumOf
} from '#lib/server/applications/inbox-counts.ts';
import { inboxBoard, inboxTable, isOpen } from '#lib/server/applications/inbox.ts';
import { answerState, lockApplication, moveApplication, trackOf } from '#lib/server/applications/move.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { tagsOf } from '#lib/server/reviews/data.ts';
import { isOutOfSight } from '#lib/server/talents/data.ts';
import { recordViewFor, talentView } from '#lib/server/talents/view.ts';
import { teamsOf } from '#lib/server/teams/data.ts';

/**
 * The organization's applications as the filter asks, of one kind of listing: the one named, the filtered listing's,
 * or the one with most to answer. Undefined while the organization is not verified and may see nobody.
 */
export async function receivedApplications(
	app: App,
	actor: Actor | undefined,
	slug: string,
	asked: InboxFilter
) {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) return undefined;
	const { db } = app;
	const { id } = organization;
	const figures = await inboxFigures(db, id);
	const listings = listingsIn(figures);
	const named = listings.find((listing) => listing.id === asked.listing)?.kind;
	const kind = named ?? asked.kind ?? listings[0]?.kind ?? 'role';
	const filter = { ...asked, kind };
	const counts = filter.tag ? await inboxCounts(db, id, filter) : countsIn(figures, filter);
	const states = filter.state ? [filter.state] : columnsOf(kind);
	const total = sumOf(counts, states);
	const unanswered = sumOf(counts, states.filter(isOpen));
	const page = { states, unanswered, limit: tableRows, offset: (filter.page - 1) * tableRows };
	const inbox = { organizationId: id, filter };
	const rows =
		filter.view === 'board'
			? await inboxBoard(db, inbox, { states, limit: columnRows })
			: await inboxTable(db, inbox, page);
	return { filter, listings, tags: await tagsOf(db, id), counts, total, rows };
}

/** An application the actor's organization may see, and that organization; anything else is `notFound`. */
export async function requireReceived(db: Database, actor: Actor | undefined, slug: string, id: string) {
	const { organization } = await requireMember(db, actor, slug);
	const row = canPublish(organization) ? await receivedById(db, organization.id, id) : undefined;
	if (!row || (await isOutOfSight(db, row.talentId, organization.id))) throw new Refusal('notFound');
	return { organization, application: row };
}

/** One application with the person and what happened. Changes nothing: opening is recorded by `recordOpened`. */
export async function receivedApplication(app: App, actor: Actor | undefined, slug: string, id: string) {
	const { application } = await requireReceived(app.db, actor, slug, id);
	const person = await talentView(app.db, actor, application.talentId);
	if (!person) throw new Refusal('notFound');
	const events = await eventsOf(app.db, [id]);
	const team = await teamViews(app, actor, id);
	return { ...application, person, team, events: events.get(id) ?? [] };
}

/** The profiles of those who apply along. */
async function teamViews(app: App, actor: Actor | undefined, id: string) {
	const members = (await teamsOf(app.db, [id])).get(id) ?? [];
	const ids = members.flatMap(({ talentId }) => talentId ?? []);
	const views = await Promise.all(ids.map((talentId) => talentView(app.db, actor, talentId)));
	return views.filter((view) => view !== undefined);
}

/**
 * Answers an application: moves it, with words that the person reads. Admitting to a full run or period puts the
 * person on its waiting list.
 */
export async function answerApplication(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	answer: AnswerInput
): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	await app.db.transaction((tx) => answerAs(app, tx, actor, slug, id, answer));
}

/** The same in the caller's transaction, for a member who answered before; returns the state it came to. */
export async function answerAs(
	app: App,
	tx: Transaction,
	actor: Pick<Actor, 'accountId'>,
	slug: string,
	id: string,
	{ version, state, ...words }: AnswerInput
): Promise<ApplicationState> {
	const application = await lockReceived(tx, actor, slug, id);
	const track = await trackOf(tx, application);
	const from = application.state;
	if (!mayMove(track, from, state, 'organization') || state === 'viewed') {
		const ended = !mayMove(track, from, 'rejected', 'organization');
		throw new Refusal('notNow', { '': ended ? 'applications_error_ended' : 'applications_error_move' });
	}
	if (application.version !== version) throw new Refusal('changedElsewhere');
	const move = { to: await answerState(tx, application, state), mover: 'organization' as const };
	await moveApplication(app, tx, application, { ...move, ...words, accountId: actor.accountId });
	return move.to;
}

/** Records that a member opened an application, and with it the profile; sent by the page after it was shown. */
export async function recordOpened(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const application = await lockReceived(tx, actor, slug, id);
		await recordViewFor(app, tx, actor!, application.organizationId, application.talentId);
		if (application.state !== 'sent') return;
		const move = { to: 'viewed', mover: 'organization', accountId: actor!.accountId } as const;
		await moveApplication(app, tx, application, move);
	});
}

/** Locks an application the organization may see; anything else answers like one that does not exist. */
async function lockReceived(
	tx: Transaction,
	actor: Pick<Actor, 'accountId'> | undefined,
	slug: string,
	id: string
) {
	const { organization } = await requireMember(tx, actor, slug);
	if (!canPublish(organization)) throw new Refusal('notFound');
	const application = await lockApplication(tx, id);
	if (!application || application.heldUntil) throw new Refusal('notFound');
	const [listing] = await tx
		.select({ organizationId: listings.organizationId })
		.from(listings)
		.where(eq(listings.id, application.listingId));
	if (listing?.organizationId !== organization.id) throw new Refusal('notFound');
	if (await isOutOfSight(tx, application.talentId, organization.id)) throw new Refusal('notFound');
	const ended = accessEndedStates.some((state) => state === application.state);
	if (!ended && !(await isShared(tx, id))) throw new Refusal('notFound');
	return { ...application, organizationId: organization.id };
}
