import { inviteSchema, memberSchema } from '#lib/organizations/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { siteOrigin } from '#lib/server/mail/origin.ts';
import { membersOf } from '#lib/server/organizations/data.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';
import { inviteMember, removeMember } from '#lib/server/organizations/people.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => {
	const { db } = getApp();
	const { organization } = await orRefuse(requireMember(db, locals.actor, params.slug));
	const members = await membersOf(db, organization.id);
	return {
		self: locals.actor!.accountId,
		members: members.map(({ since, ...member }) => ({ ...member, since: since.toISOString().slice(0, 10) }))
	};
};

export const actions = {
	invite: action(inviteSchema, async (input, { locals, params, url }, app) => {
		await inviteMember(app, locals.actor, params.slug!, input, {
			origin: siteOrigin(app, url),
			locale: locals.locale
		});
		return { invited: true };
	}),
	remove: action(memberSchema, async ({ accountId }, { locals, params }, app) => {
		await removeMember(app, locals.actor, params.slug!, accountId);
		return {};
	})
};
