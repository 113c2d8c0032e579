import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { getApp } from '#lib/server/app.ts';
import { editPage, editSkill, previewEdit } from '#lib/server/skills/edit.ts';
import { mergeSkill, previewMerge } from '#lib/server/skills/merge.ts';
import { openSuggestion } from '#lib/server/skills/suggestions.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { editSkillSchema, mergeSchema } from '#lib/skills/schema.ts';
import { typedNew } from '../edit-form.ts';

export const load = async ({ locals, params, url }) => ({
	skill: await orRefuse(editPage(getApp(), locals.actor, params.id)),
	suggestion: await orRefuse(openSuggestion(getApp(), locals.actor, url.searchParams.get('suggestion'))),
	done: url.searchParams.get('done')
});

export const actions = {
	preview: action(editSkillSchema, async (input, { locals, params }, app) => {
		const { version, keepOld } = input;
		return {
			preview: await previewEdit(app, locals.actor, params.id!, input),
			typed: { ...typedNew(input), version: String(version), keepOld: keepOld ? 'on' : '' }
		};
	}),
	save: action(editSkillSchema, async (input, { locals, params }, app) => {
		await editSkill(app, locals.actor, params.id!, input);
		redirect(303, href(`/ops/skills/${params.id}?done=saved`));
	}),
	mergePreview: action(mergeSchema, async (input, { locals, params }, app) => ({
		merge: await previewMerge(app, locals.actor, params.id!, input),
		into: { into: input.into, version: String(input.version) }
	})),
	merge: action(mergeSchema, async (input, { locals, params }, app) => {
		const id = await mergeSkill(app, locals.actor, params.id!, input);
		redirect(303, href(`/ops/skills/${id}?done=merged`));
	})
};
