import { getApp } from '#lib/server/app.ts';
import { organizationCohorts } from '#lib/server/applications/cohort.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	cohorts: await orRefuse(organizationCohorts(getApp(), locals.actor, params.slug))
});
