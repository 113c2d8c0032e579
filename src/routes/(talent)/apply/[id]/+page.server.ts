import { redirect } from '@sveltejs/kit';
import { applySchema } from '#lib/applications/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { getApp } from '#lib/server/app.ts';
import { apply, applyPage } from '#lib/server/applications/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => {
	const { listing, slots, profile, contact, hidden, active, isOpen } = await orRefuse(
		applyPage(getApp(), locals.actor, params.id)
	);
	const { id, kind, titleZh, titleEn, organization } = listing;
	return {
		listing: { id, kind, titleZh, titleEn },
		organization: { nameZh: organization.nameZh, nameEn: organization.nameEn },
		slots,
		shared: profile && { name: profile.displayName, skills: profile.skills.length, contact, hidden },
		active: active && { state: active.state, on: dayInNanjing(active.createdAt) },
		isOpen
	};
};

export const actions = {
	default: action(applySchema, async (input, { locals, params }, app) => {
		await apply(app, locals.actor, { ...input, listingId: params.id! });
		redirect(303, href('/me/applications?sent'));
	})
};
