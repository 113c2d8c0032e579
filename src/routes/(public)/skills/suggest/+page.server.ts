import { getApp } from '#lib/server/app.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { ownSuggestions, suggest } from '#lib/server/skills/suggestions.ts';
import { action } from '#lib/server/web/action.ts';
import { requireSignedIn } from '#lib/server/web/signed-in.ts';
import { suggestSchema } from '#lib/skills/schema.ts';

export const load = async (event) => {
	requireSignedIn(event);
	const { locals, url } = event;
	const app = getApp();
	const skill = (await skillDirectory(app.db)).get(url.searchParams.get('skill') ?? '');
	return {
		name: (url.searchParams.get('name') ?? '').slice(0, 80),
		skill: skill && { id: skill.id, zh: skill.zh, en: skill.en },
		own: await ownSuggestions(app, locals.actor)
	};
};

export const actions = {
	default: action(suggestSchema, async (input, event, app) => {
		requireSignedIn(event);
		await suggest(app, event.locals.actor, input);
		return { sent: true };
	})
};
