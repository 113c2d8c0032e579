import { refuseSuggestionSchema } from '#lib/skills/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { findSkills } from '#lib/server/skills/edit.ts';
import { refuseSuggestion, suggestionQueue } from '#lib/server/skills/suggestions.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, url }) => {
	const q = (url.searchParams.get('q') ?? '').slice(0, 80);
	return {
		q,
		found: await orRefuse(findSkills(getApp(), locals.actor, q)),
		queue: await orRefuse(suggestionQueue(getApp(), locals.actor))
	};
};

export const actions = {
	default: action(refuseSuggestionSchema, async (input, { locals }, app) => {
		await refuseSuggestion(app, locals.actor, input);
		return { refused: true };
	})
};
