import { requirementSchema, sharesSchema, tutorRowSchema, tutorSchema } from '#lib/bases/team.ts';
import { getApp } from '#lib/server/app.ts';
import { saveShares } from '#lib/server/bases/shares.ts';
import { nameTutor, removeTutor, requireAgreement, teamPage } from '#lib/server/bases/team.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) =>
	orRefuse(teamPage(getApp(), locals.actor, params.slug, params.id));

export const actions = {
	tutor: action(tutorSchema, async (input, { locals, params }, app) => {
		await nameTutor(app, locals.actor, params.slug!, params.id!, input);
		return { done: 'tutor' as const };
	}),
	remove: action(tutorRowSchema, async ({ id }, { locals, params }, app) => {
		await removeTutor(app, locals.actor, params.slug!, params.id!, id);
		return { done: 'removed' as const };
	}),
	agreement: action(requirementSchema, async ({ required }, { locals, params }, app) => {
		await requireAgreement(app, locals.actor, params.slug!, params.id!, required);
		return { done: 'agreement' as const };
	}),
	shares: action(sharesSchema, async (input, { locals, params }, app) => {
		await saveShares(app, locals.actor, params.slug!, params.id!, input);
		return { done: 'shares' as const };
	})
};
