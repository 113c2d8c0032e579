import { nothingSchema } from '#lib/accounts/schema.ts';
import { papersSchema } from '#lib/organizations/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { handInPapers, papersPage, proveDomain } from '#lib/server/organizations/papers.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	handedIn: await orRefuse(papersPage(getApp(), locals.actor, params.slug))
});

export const actions = {
	papers: action(papersSchema, async (input, { locals, params }, app) => {
		await handInPapers(app, locals.actor, params.slug!, input);
		return { saved: true };
	}),
	domain: action(nothingSchema, async (_input, { locals, params }, app) => {
		await proveDomain(app, locals.actor, params.slug!);
		return { proven: true };
	})
};
