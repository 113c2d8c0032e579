import { getApp } from '#lib/server/app.ts';
import { frozenBy } from '#lib/server/moderation/appeals.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => {
	const { organization, role } = await orRefuse(requireMember(getApp().db, locals.actor, params.slug));
	const { id, slug, kind, nameZh, nameEn, verification, verificationDue, verificationReason } = organization;
	const caseId = verification === 'frozen' ? await frozenBy(getApp(), { organizationId: id }) : undefined;
	return {
		caseId,
		organization: { slug, kind, nameZh, nameEn, verification, verificationDue, verificationReason },
		role
	};
};
