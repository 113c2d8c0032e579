import { redirect } from '@sveltejs/kit';
import { applySchema } from '#lib/applications/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { getApp } from '#lib/server/app.ts';
import { saveDraft } from '#lib/server/applications/draft.ts';
import { apply, applyPage } from '#lib/server/applications/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params, url }) => {
	const { listing, slots, profile, contact, hidden, active, draft, isOpen } = await orRefuse(
		applyPage(getApp(), locals.actor, params.id)
	);
	const { id, kind, titleZh, titleEn, questions, takesTeams, organization } = listing;
	return {
		listing: { id, kind, titleZh, titleEn, questions, takesTeams },
		organization: { nameZh: organization.nameZh, nameEn: organization.nameEn },
		slots,
		// A plan leads here with a run or period in the address.
		slot: draft?.slot ?? url.searchParams.get('slot') ?? '',
		shared: profile && { profile, contact, hidden },
		draft: draft && { ...draft, savedOn: dayInNanjing(draft.updatedAt) },
		active: active && { state: active.state, on: dayInNanjing(active.createdAt) },
		isOpen
	};
};

export const actions = {
	send: action(applySchema, async (input, { locals, params }, app) => {
		const id = await apply(app, locals.actor, { ...input, listingId: params.id! }, { held: true });
		redirect(303, href(`/me/applications?sent=${id}`));
	}),
	draft: action(applySchema, async (input, { locals, params }, app) => {
		await saveDraft(app, locals.actor, params.id!, input);
		return { saved: true };
	})
};
