import { getApp } from '#lib/server/app.ts';
import { recordMatchVisit } from '#lib/server/marks/service.ts';
import { orRefuse } from '#lib/server/web/action.ts';

/** The list of matches was shown to the person it is for. */
export const POST = async ({ locals }) => {
	await orRefuse(recordMatchVisit(getApp(), locals.actor));
	return new Response(null, { status: 204 });
};
