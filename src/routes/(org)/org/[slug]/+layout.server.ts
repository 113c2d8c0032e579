import { getApp } from '#lib/server/app.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => {
	const { organization, role } = await orRefuse(requireMember(getApp().db, locals.actor, params.slug));
	const { slug, kind, nameZh, nameEn, verification, verificationDue, verificationReason } = organization;
	return {
		organization: { slug, kind, nameZh, nameEn, verification, verificationDue, verificationReason },
		role
	};
};
