import { acceptSchema, agreementMoveSchema, paperSchema, termsSchema } from '#lib/agreements/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { agreementAsSide } from '#lib/server/agreements/page.ts';
import { acceptAsSide, handInAsSchool, moveAsSide, writeAgreement } from '#lib/server/agreements/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	view: await orRefuse(agreementAsSide(getApp(), locals.actor, params.slug, params.id))
});

export const actions = {
	write: action(termsSchema, async (input, { locals, params }, app) => {
		await writeAgreement(app, locals.actor, params.slug!, params.id!, input);
		return { done: 'written' as const };
	}),
	accept: action(acceptSchema, async (input, { locals, params }, app) => {
		await acceptAsSide(app, locals.actor, params.slug!, params.id!, input);
		return { done: 'accepted' as const };
	}),
	paper: action(paperSchema, async (input, { locals, params }, app) => {
		await handInAsSchool(app, locals.actor, params.slug!, params.id!, input);
		return { done: 'handedIn' as const };
	}),
	move: action(agreementMoveSchema, async (input, { locals, params }, app) => {
		await moveAsSide(app, locals.actor, params.slug!, params.id!, input);
		return { moved: input.state };
	})
};
