import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { draftSchema } from '#lib/map/schema.ts';
import { parcel } from '#lib/parcel.ts';
import { getApp } from '#lib/server/app.ts';
import { draftForSkill, gapsPage } from '#lib/server/map/gaps.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) =>
	parcel(await orRefuse(gapsPage(getApp(), locals.actor, params.slug)));

export const actions = {
	draft: action(draftSchema, async (input, { locals, params }, app) => {
		const id = await draftForSkill(app, locals.actor, params.slug!, input);
		redirect(303, href(`/org/${params.slug}/listings/${id}`));
	})
};
