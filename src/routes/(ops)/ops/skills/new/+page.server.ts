import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { getApp } from '#lib/server/app.ts';
import { addSkill, previewNew } from '#lib/server/skills/edit.ts';
import { openSuggestion } from '#lib/server/skills/suggestions.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { newSkillSchema } from '#lib/skills/schema.ts';
import { typedNew } from '../edit-form.ts';

export const load = async ({ locals, url }) => ({
	suggestion: await orRefuse(openSuggestion(getApp(), locals.actor, url.searchParams.get('suggestion')))
});

export const actions = {
	preview: action(newSkillSchema, async (input, { locals }, app) => ({
		preview: await previewNew(app, locals.actor, input),
		typed: typedNew(input)
	})),
	save: action(newSkillSchema, async (input, { locals }, app) => {
		const id = await addSkill(app, locals.actor, input);
		redirect(303, href(`/ops/skills/${id}?done=added`));
	})
};
