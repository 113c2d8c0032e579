import { begunOn } from '#lib/applications/slot.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { bulkIdSchema } from '#lib/answers/schema.ts';
import { cohortMoveSchema } from '#lib/applications/cohort.ts';
import { getApp } from '#lib/server/app.ts';
import { recentMany } from '#lib/server/answers/bulk.ts';
import { answerCohort, organizationCohort, undoCohort } from '#lib/server/applications/cohort.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => {
	const { organization, ...rest } = await orRefuse(
		organizationCohort(getApp(), locals.actor, params.slug, params.slot)
	);
	const begun = begunOn(rest.cohort, dayInNanjing(getApp().now()));
	return { ...rest, begun, many: await recentMany(getApp(), organization.id) };
};

export const actions = {
	move: action(cohortMoveSchema, async (input, { locals, params }, app) => {
		await answerCohort(app, locals.actor, params.slug!, params.slot!, input);
		return { held: true };
	}),
	undo: action(bulkIdSchema, async ({ bulk }, { locals, params }, app) => {
		await undoCohort(app, locals.actor, params.slug!, params.slot!, bulk);
		return { undone: true };
	})
};
