import { acceptSchema, agreementMoveSchema, guardianSchema, paperSchema } from '#lib/agreements/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { askGuardian } from '#lib/server/agreements/guardian.ts';
import { agreementAsStudent } from '#lib/server/agreements/page.ts';
import { acceptAsStudent, handInAsStudent, moveAsStudent } from '#lib/server/agreements/service.ts';
import { siteOrigin } from '#lib/server/mail/origin.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	view: await orRefuse(agreementAsStudent(getApp(), locals.actor, params.id))
});

export const actions = {
	accept: action(acceptSchema, async (input, { locals, params }, app) => {
		await acceptAsStudent(app, locals.actor, params.id!, input);
		return { done: 'accepted' as const };
	}),
	paper: action(paperSchema, async (input, { locals, params }, app) => {
		await handInAsStudent(app, locals.actor, params.id!, input);
		return { done: 'handedIn' as const };
	}),
	move: action(agreementMoveSchema, async (input, { locals, params }, app) => {
		await moveAsStudent(app, locals.actor, params.id!, input);
		return { moved: input.state };
	}),
	guardian: action(guardianSchema, async (input, { locals, params, url }, app) => {
		await askGuardian(app, locals.actor, params.id!, input, siteOrigin(app, url));
		return { done: 'asked' as const };
	})
};
