import { getApp } from '#lib/server/app.ts';
import { recordOpened } from '#lib/server/applications/received.ts';
import { orRefuse } from '#lib/server/web/action.ts';

/** An application was opened by a member of the organization. */
export const POST = async ({ locals, params }) => {
	await orRefuse(recordOpened(getApp(), locals.actor, params.slug, params.id));
	return new Response(null, { status: 204 });
};
