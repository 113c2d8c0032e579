import { dayInNanjing } from '#lib/i18n/text.ts';
import { listingLine } from '#lib/listings/card.ts';
import { parcel } from '#lib/parcel.ts';
import { Refusal } from '#lib/refusal.ts';
import { getApp, type App } from '#lib/server/app.ts';
import { listingsOfSkills } from '#lib/server/listings/data.ts';
import { skillPage } from '#lib/server/skills/data.ts';
import { orRefuse } from '#lib/server/web/action.ts';

const perKind = 6;

export const load = ({ params }) => orRefuse(read(getApp(), params.id));

async function read({ db, now }: App, id: string) {
	const today = dayInNanjing(now());
	const found = await skillPage(db, id, today);
	if (!found) throw new Refusal('notFound');
	const { within, ...skill } = found;
	const listings = (await listingsOfSkills(db, within, today, perKind)).map((card) => listingLine(card));
	return { skill, listings: parcel(listings) };
}
