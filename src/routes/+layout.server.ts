import { hasSamples } from '#lib/server/organizations/directory.ts';
import { getApp } from '#lib/server/app.ts';

/** What the frame of every page needs, and no more: it travels with each page. */
export const load = async ({ locals: { actor } }) => {
	const { db, environment } = getApp();
	const { icpLicence: icp, policeLicence: police, hrLicence: hr } = environment;
	return {
		actor: actor ? { purpose: actor.purpose, isOperator: actor.isOperator, unread: actor.unread ?? 0 } : null,
		...(icp || police || hr ? { licences: { icp, police, hr } } : {}),
		samples: await hasSamples(db)
	};
};
