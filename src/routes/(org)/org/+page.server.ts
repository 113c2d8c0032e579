import { getApp } from '#lib/server/app.ts';
import { organizationsOf } from '#lib/server/organizations/data.ts';

export const load = async ({ locals }) => ({
	organizations: await organizationsOf(getApp().db, locals.actor!.accountId)
});
