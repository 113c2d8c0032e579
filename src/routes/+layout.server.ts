import { hasSamples } from '#lib/server/organizations/directory.ts';
import { getApp } from '#lib/server/app.ts';

/** What the frame of every page needs, and no more: it travels with each page. */
export const load = async ({ locals: { actor } }) => {
	const { db, environment } = getApp();
	return {
		actor: actor ? { purpose: actor.purpose, isOperator: actor.isOperator, unread: actor.unread ?? 0 } : null,
		licence: environment.icpLicence,
		samples: await hasSamples(db)
	};
};
