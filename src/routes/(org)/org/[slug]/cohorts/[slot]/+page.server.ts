import { cohortMoveSchema } from '#lib/applications/cohort.ts';
import { getApp } from '#lib/server/app.ts';
import { answerCohort, organizationCohort } from '#lib/server/applications/cohort.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) =>
	orRefuse(organizationCohort(getApp(), locals.actor, params.slug, params.slot));

export const actions = {
	move: action(cohortMoveSchema, async (input, { locals, params }, app) => ({
		moved: await answerCohort(app, locals.actor, params.slug!, params.slot!, input)
	}))
};
