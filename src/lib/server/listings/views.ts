// How often the pages of listings are looked at: a number a day and nothing about who it was.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { listings, listingViews } from '#lib/server/listings/table.ts';
import { memberships } from '#lib/server/organizations/table.ts';

/** Counts one look at a listing that has a page; its own organization's members do not count. */
export async function countView(app: App, actor: Actor | undefined, listingId: string): Promise<void> {
	const { db } = app;
	const shown = and(eq(listings.id, listingId), inArray(listings.state, ['open', 'closed']));
	const [listing] = await db.select({ organizationId: listings.organizationId }).from(listings).where(shown);
	if (!listing) throw new Refusal('notFound');
	const own =
		actor &&
		(await db.$count(
			memberships,
			and(eq(memberships.organizationId, listing.organizationId), eq(memberships.accountId, actor.accountId))
		));
	if (own) return;
	await db
		.insert(listingViews)
		.values({ listingId, day: dayInNanjing(app.now()), views: 1 })
		.onConflictDoUpdate({
			target: [listingViews.listingId, listingViews.day],
			set: { views: sql`${listingViews.views} + 1` }
		});
}
