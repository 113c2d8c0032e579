import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { pathView } from '#lib/matching/path-view.ts';
import { pathwayChoices } from '#lib/matching/pathway.ts';
import { parsePicked, pickedQuery } from '#lib/matching/picked.ts';
import { parcel } from '#lib/parcel.ts';
import { savePlanSchema } from '#lib/plans/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { shownListing } from '#lib/server/listings/shown.ts';
import { pathwayTo } from '#lib/server/matching/pathway.ts';
import { planFor } from '#lib/server/plans/data.ts';
import { savePlan } from '#lib/server/plans/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ params, locals, url }) => {
	const app = getApp();
	const { id, title, open } = await orRefuse(shownListing(app, 'role', params.id));
	const asked = url.searchParams.get('by');
	const choice = pathwayChoices.find((word) => word === asked) ?? 'fewest';
	const picked = locals.actor ? [] : parsePicked(url.searchParams.get('s'));
	const path = await pathwayTo(app, locals.actor, id, { choice, picked });
	return {
		role: { id, title, open },
		choice,
		picked: pickedQuery(picked),
		planned: locals.actor !== undefined && (await planFor(app.db, locals.actor.accountId, id)) !== undefined,
		state: path?.state ?? 'no-needs',
		view: path?.state === 'path' ? parcel(pathView(path, dayInNanjing(app.now()))) : undefined
	};
};

export const actions = {
	save: action(savePlanSchema, async ({ by }, { locals, params, url }, app) => {
		if (!locals.actor) redirect(303, href(`/sign-in?next=${encodeURIComponent(url.pathname)}`));
		await savePlan(app, locals.actor, { roleId: params.id!, choice: by });
		redirect(303, href('/me/plan?saved'));
	})
};
