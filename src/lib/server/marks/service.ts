// Decisions and writes about marks on listings, and about when somebody last looked at their matches.
import { and, count, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing, pick } from '#lib/i18n/text.ts';
import type { ListingCard } from '#lib/listings/card.ts';
import type { Mark, Marked, MarkInput } from '#lib/listings/marks.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { listingCards } from '#lib/server/listings/data.ts';
import { listings } from '#lib/server/listings/table.ts';
import { markedListings, markOf, type MarkedListing } from '#lib/server/marks/data.ts';
import { listingMarks, matchVisits } from '#lib/server/marks/table.ts';

/** Marks of one account: beyond them a list is of no use to anybody. */
const marksMax = 1_000;
/** Looks this close to each other are one visit (ms). */
const visitTime = 30 * 60_000;

/**
 * Saves a listing, hides it, or takes the mark away; saving again takes note of how it is now. Only what has a page
 * can be marked: anything else answers like an id that does not exist.
 */
export async function markListing(
	app: App,
	actor: Actor | undefined,
	{ listing, mark }: MarkInput
): Promise<Marked> {
	if (!actor) throw new Refusal('signInFirst');
	const { accountId } = actor;
	const [row] = await app.db
		.select({ version: listings.version, zh: listings.titleZh, en: listings.titleEn })
		.from(listings)
		.where(and(eq(listings.id, listing), inArray(listings.state, ['open', 'closed'])));
	if (!row) throw new Refusal('notFound');
	const was = await markOf(app.db, accountId, listing);
	const marked = { listing, title: pick(row.zh, row.en).text, mark, was };
	const own = eq(listingMarks.accountId, accountId);
	if (mark === 'none') {
		await app.db.delete(listingMarks).where(and(own, eq(listingMarks.listingId, listing)));
		return marked;
	}
	const [all] = await app.db.select({ marks: count() }).from(listingMarks).where(own);
	if (was === 'none' && all!.marks >= marksMax) throw new Refusal('notNow');
	const set = { mark, version: row.version, at: app.now() };
	await app.db
		.insert(listingMarks)
		.values({ accountId, listingId: listing, ...set })
		.onConflictDoUpdate({
			target: [listingMarks.accountId, listingMarks.listingId],
			set: {
				...set,
				at: sql`case when ${listingMarks.mark} = excluded.mark then ${listingMarks.at} else excluded.at end`
			}
		});
	return marked;
}

/** The actor's mark on a listing; undefined for somebody who is not signed in. */
export async function ownMark(
	app: App,
	actor: Actor | undefined,
	listingId: string
): Promise<Mark | 'none' | undefined> {
	return actor && markOf(app.db, actor.accountId, listingId);
}

export type MarkedCard = Pick<MarkedListing, 'state' | 'changed'> & { card: ListingCard };

/** What the actor marked so, the latest first. What was taken down for good has no row any more. */
export async function listMarked(app: App, actor: Actor | undefined, mark: Mark): Promise<MarkedCard[]> {
	if (!actor) throw new Refusal('signInFirst');
	const marked = await markedListings(app.db, actor.accountId, mark);
	const ids = marked.map(({ id }) => id);
	const cards = await listingCards(app.db, ids, dayInNanjing(app.now()), 'shown');
	const byId = new Map(cards.map((card) => [card.id, card]));
	return marked.flatMap(({ id, state, changed }) => {
		const card = byId.get(id);
		return card ? [{ card, state, changed }] : [];
	});
}

/** The moment after which roles are new to the actor: the end of the visit before this one. */
export async function newSince(app: App, accountId: string): Promise<Date | undefined> {
	const [visit] = await app.db.select().from(matchVisits).where(eq(matchVisits.accountId, accountId));
	if (!visit) return undefined;
	const isOver = app.now().getTime() - visit.at.getTime() > visitTime;
	return (isOver ? visit.at : visit.before) ?? undefined;
}

/** The actor's list of matches was shown; the page sends this afterwards. */
export async function recordMatchVisit(app: App, actor: Actor | undefined): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	const now = app.now();
	const over = sql`${matchVisits.at} < ${new Date(now.getTime() - visitTime).toISOString()}::timestamptz`;
	await app.db
		.insert(matchVisits)
		.values({ accountId: actor.accountId, at: now })
		.onConflictDoUpdate({
			target: matchVisits.accountId,
			set: { at: now, before: sql`case when ${over} then ${matchVisits.at} else ${matchVisits.before} end` }
		});
}
