import { getApp } from '#lib/server/app.ts';
import { recordView } from '#lib/server/talents/view.ts';
import { orRefuse } from '#lib/server/web/action.ts';

/** A profile was shown to a member of an organization. */
export const POST = async ({ locals, params }) => {
	await orRefuse(recordView(getApp(), locals.actor, params.id));
	return new Response(null, { status: 204 });
};
