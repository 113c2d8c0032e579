import * as v from 'valibot';
import { requiredText } from '#lib/input.ts';
import { getApp } from '#lib/server/app.ts';
import { keptListing, readVersions } from '#lib/server/moderation/versions.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	kept: await orRefuse(keptListing(getApp(), locals.actor, params.id))
});

const why = v.object({ reason: requiredText(300) });

export const actions = {
	default: action(why, async ({ reason }, { locals, params }, app) => ({
		versions: await readVersions(app, locals.actor, params.id!, reason)
	}))
};
