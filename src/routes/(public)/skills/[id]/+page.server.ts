import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { listingLine } from '#lib/listings/card.ts';
import { parcel } from '#lib/parcel.ts';
import { Refusal } from '#lib/refusal.ts';
import { getApp, type App } from '#lib/server/app.ts';
import { listingsOfSkills } from '#lib/server/listings/data.ts';
import { skillFigures } from '#lib/server/map/skill.ts';
import { announced } from '#lib/server/signals/page.ts';
import { skillPage } from '#lib/server/skills/data.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { orRefuse } from '#lib/server/web/action.ts';

const perKind = 6;

export const load = async ({ params }) => {
	const app = getApp();
	const present = (await skillDirectory(app.db)).present(params.id);
	// It was merged into another one.
	if (present !== params.id) redirect(308, href(`/skills/${present}`));
	return orRefuse(read(app, params.id));
};

async function read(app: App, id: string) {
	const found = await skillPage(app.db, id);
	if (!found) throw new Refusal('notFound');
	const { within, ...skill } = found;
	const [figures, cards, signals] = await Promise.all([
		skillFigures(app, id),
		listingsOfSkills(app.db, within, dayInNanjing(app.now()), perKind),
		announced(app, within)
	]);
	return {
		skill,
		figures: parcel(figures),
		signals: parcel(signals),
		listings: parcel(cards.map((card) => listingLine(card)))
	};
}
