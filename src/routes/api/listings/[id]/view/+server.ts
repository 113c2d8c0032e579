import { getApp } from '#lib/server/app.ts';
import { countView } from '#lib/server/listings/views.ts';
import { orRefuse } from '#lib/server/web/action.ts';

/** A listing's page was shown to somebody. */
export const POST = async ({ locals, params }) => {
	await orRefuse(countView(getApp(), locals.actor, params.id));
	return new Response(null, { status: 204 });
};
