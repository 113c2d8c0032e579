import { getApp } from '#lib/server/app.ts';
import { teachingOf } from '#lib/server/courses/cohorts.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	teaching: await orRefuse(teachingOf(getApp(), locals.actor, params.slug))
});
