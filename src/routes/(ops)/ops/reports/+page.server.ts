import { getApp } from '#lib/server/app.ts';
import { caseQueue } from '#lib/server/moderation/cases.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, url }) => {
	const all = url.searchParams.has('all');
	return { all, cases: await orRefuse(caseQueue(getApp(), locals.actor, all)) };
};
