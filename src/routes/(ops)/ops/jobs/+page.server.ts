import { jobSchema } from '#lib/jobs/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { dropJob, jobOverview, retryJob } from '#lib/server/jobs/operations.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = ({ locals }) => orRefuse(jobOverview(getApp(), locals.actor));

export const actions = {
	retry: action(jobSchema, async ({ id }, { locals }, app) => {
		await retryJob(app, locals.actor, id);
		return { did: 'retry' as const };
	}),
	drop: action(jobSchema, async ({ id }, { locals }, app) => {
		await dropJob(app, locals.actor, id);
		return { did: 'drop' as const };
	})
};
