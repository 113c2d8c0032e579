import { getApp } from '#lib/server/app.ts';
import { myInternships } from '#lib/server/internships/page.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals }) => ({
	internships: await orRefuse(myInternships(getApp(), locals.actor))
});
