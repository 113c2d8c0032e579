import { getApp } from '#lib/server/app.ts';
import { previewPartnerBase } from '#lib/server/listings/preview.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { requireSignedIn } from '#lib/server/web/signed-in.ts';

export const load = async ({ locals, params, url }) => {
	requireSignedIn({ locals, url });
	return orRefuse(previewPartnerBase(getApp(), locals.actor, params.slug, params.id));
};
