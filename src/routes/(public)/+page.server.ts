import { dayInNanjing } from '#lib/i18n/text.ts';
import { listingLine } from '#lib/listings/card.ts';
import { parcel } from '#lib/parcel.ts';
import { getApp } from '#lib/server/app.ts';
import { newestListings } from '#lib/server/listings/data.ts';
import { siteFigures } from '#lib/server/listings/figures.ts';
import { widestGaps } from '#lib/server/map/page.ts';

const gapsShown = 6;
const newestShown = 8;

export const load = async () => {
	const app = getApp();
	const { db } = app;
	const today = dayInNanjing(app.now());
	const [figures, gaps, newest] = await Promise.all([
		siteFigures(db, today),
		widestGaps(app, gapsShown),
		newestListings(db, newestShown, today)
	]);
	return { figures, gaps, newest: parcel(newest.map((card) => listingLine(card))) };
};
