import { getApp } from '#lib/server/app.ts';
import { suspendedAccounts } from '#lib/server/moderation/suspend.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals }) => ({
	suspended: await orRefuse(suspendedAccounts(getApp(), locals.actor))
});
