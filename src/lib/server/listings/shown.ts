// A listing's public page, read and worded: what the routes of the three kinds share.
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { listingView, type ListingView } from '#lib/listings/view.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { rolesAsking } from '#lib/server/listings/asking.ts';
import { listingPage } from '#lib/server/listings/data.ts';

/** Refuses with `notFound` what does not exist, is of another kind, or is not for everybody's eyes. */
export async function shownListing(app: App, kind: ListingKind, id: string): Promise<ListingView> {
	const today = dayInNanjing(app.now());
	const page = await listingPage(app.db, kind, id, today);
	if (!page) throw new Refusal('notFound');
	return listingView(page, today, await rolesAsking(app, kind, id));
}
