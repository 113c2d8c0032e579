import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { pathView } from '#lib/matching/path-view.ts';
import { parsePicked, pickedQuery, type PickedSkill } from '#lib/matching/picked.ts';
import { parcel } from '#lib/parcel.ts';
import { getApp } from '#lib/server/app.ts';
import { shownListing } from '#lib/server/listings/shown.ts';
import { pathwayTo } from '#lib/server/matching/pathway.ts';
import { matchPanel } from '#lib/server/matching/service.ts';
import { panelForPicked } from '#lib/server/matching/visitor.ts';
import { ownMark } from '#lib/server/marks/service.ts';
import { markActions } from '#lib/server/web/marks.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { correctionActions } from '#lib/server/web/corrections.ts';

export const load = async ({ params, locals, url }) => {
	const view = await orRefuse(shownListing(getApp(), 'role', params.id));
	const mark = await ownMark(getApp(), locals.actor, params.id);
	if (!view.open) return { view: parcel(view), mark };
	// The match is for people who look for work, and for visitors with the skills that their address names.
	if (locals.actor && locals.actor.purpose !== 'work') return { view: parcel(view), mark };
	const picked = locals.actor ? [] : parsePicked(url.searchParams.get('s'));
	const shown = await panelForPicked(getApp(), picked, params.id);
	const panel = shown ?? (await matchPanel(getApp(), locals.actor, params.id));
	const path = await rolePath(locals.actor, params.id, picked);
	return { view: parcel(view), mark, panel, path, picked: shown && pickedQuery(picked) };
};

export const actions = { ...correctionActions, ...markActions };

/** The way there, below the text; nothing where there is no gap or nobody to have one. */
async function rolePath(actor: Actor | undefined, id: string, picked: PickedSkill[]) {
	if (!actor && picked.length === 0) return undefined;
	const app = getApp();
	const path = await pathwayTo(app, actor, id, { choice: 'fewest', picked });
	if (path?.state !== 'path' || path.steps.length + path.open.length === 0) return undefined;
	return parcel(pathView({ ...path, ways: [] }, dayInNanjing(app.now())));
}
