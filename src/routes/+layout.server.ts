import { announcedNow } from '#lib/server/announcements/service.ts';
import { hasSamples } from '#lib/server/organizations/directory.ts';
import { getApp } from '#lib/server/app.ts';
import { dismissedIn } from '#lib/server/web/dismissed.ts';

/** What the frame of every page needs, and no more: it travels with each page. */
export const load = async ({ locals: { actor, locale }, cookies }) => {
	const app = getApp();
	const { db, environment } = app;
	const announced = await announcedNow(app, locale, dismissedIn(cookies));
	const { icpLicence: icp, policeLicence: police, hrLicence: hr } = environment;
	return {
		actor: actor ? { purpose: actor.purpose, isOperator: actor.isOperator, unread: actor.unread ?? 0 } : null,
		...(icp || police || hr ? { licences: { icp, police, hr } } : {}),
		...(actor?.acting ? { acting: { email: actor.email, until: actor.acting.until } } : {}),
		...(announced.length ? { announced } : {}),
		samples: await hasSamples(db)
	};
};
