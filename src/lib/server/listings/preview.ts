// A listing as its public page will show it, for those who may see it before it is published.
import { and, eq, isNotNull, ne } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { Partnership } from '#lib/bases/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { listingStates, type ListingKind, type ListingState } from '#lib/listings/types.ts';
import { listingView, type ListingView } from '#lib/listings/view.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { basePartners } from '#lib/server/bases/table.ts';
import { rolesAsking } from '#lib/server/listings/asking.ts';
import { listingPage } from '#lib/server/listings/data.ts';
import { listings } from '#lib/server/listings/table.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';

/** The organization's own listing, whatever its state. */
export async function previewListing(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string
): Promise<{ state: ListingState; view: ListingView }> {
	const { organization } = await requireMember(app.db, actor, slug);
	const [own] = await app.db
		.select({ kind: listings.kind, state: listings.state })
		.from(listings)
		.where(and(eq(listings.id, id), eq(listings.organizationId, organization.id)));
	if (!own) throw new Refusal('notFound');
	return { state: own.state, view: await viewOf(app, own.kind, id) };
}

/** A base of another organization that names this one as its partner, and how this one stands to it. */
export async function previewPartnerBase(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string
): Promise<{ standing: Partnership['standing']; view: ListingView }> {
	const { organization } = await requireMember(app.db, actor, slug);
	const [named] = await app.db
		.select({ confirmedAt: basePartners.confirmedAt, declinedAt: basePartners.declinedAt })
		.from(basePartners)
		.innerJoin(listings, and(eq(listings.id, basePartners.listingId), ne(listings.state, 'frozen')))
		.where(
			and(
				eq(basePartners.listingId, id),
				eq(basePartners.organizationId, organization.id),
				isNotNull(basePartners.askedAt)
			)
		);
	if (!named) throw new Refusal('notFound');
	const standing = named.confirmedAt ? 'confirmed' : named.declinedAt ? 'declined' : 'waiting';
	return { standing, view: await viewOf(app, 'base', id) };
}

/** As it would stand there if it were published today. */
async function viewOf(app: App, kind: ListingKind, id: string): Promise<ListingView> {
	const today = dayInNanjing(app.now());
	const page = await listingPage(app.db, kind, id, today, listingStates);
	if (!page) throw new Refusal('notFound');
	const published = {
		...page,
		state: 'open' as const,
		closedOn: null,
		publishedOn: page.publishedOn ?? today
	};
	return listingView(published, today, await rolesAsking(app, kind, id));
}
