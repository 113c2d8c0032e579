import { getApp } from '#lib/server/app.ts';
import { organizationInternships } from '#lib/server/internships/page.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	internships: await orRefuse(organizationInternships(getApp(), locals.actor, params.slug))
});
