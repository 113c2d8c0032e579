import { dayInNanjing } from '#lib/i18n/text.ts';
import { listingLine } from '#lib/listings/card.ts';
import { organizationView } from '#lib/organizations/view.ts';
import { parcel } from '#lib/parcel.ts';
import { Refusal } from '#lib/refusal.ts';
import { getApp, type App } from '#lib/server/app.ts';
import { listingsOfOrganization } from '#lib/server/listings/data.ts';
import { organizationPage } from '#lib/server/organizations/directory.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = ({ params }) => orRefuse(read(getApp(), params.slug));

async function read({ db, now }: App, slug: string) {
	const organization = await organizationPage(db, slug);
	if (!organization) throw new Refusal('notFound');
	const cards = await listingsOfOrganization(db, organization.id, dayInNanjing(now()));
	const listings = parcel(cards.map((card) => listingLine(card)));
	return { organization: organizationView(organization), listings };
}
