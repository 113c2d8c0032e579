import { templateEditSchema, templateIdSchema, templateSchema } from '#lib/answers/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { addTemplate, changeTemplate, removeTemplate, templatesPage } from '#lib/server/answers/templates.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params, url }) => {
	const templates = await orRefuse(templatesPage(getApp(), locals.actor, params.slug));
	return { templates, editing: templates.find(({ id }) => id === url.searchParams.get('edit')) };
};

export const actions = {
	add: action(templateSchema, async (input, { locals, params }, app) => {
		await addTemplate(app, locals.actor, params.slug!, input);
		return { saved: true };
	}),
	change: action(templateEditSchema, async (input, { locals, params }, app) => {
		await changeTemplate(app, locals.actor, params.slug!, input);
		return { saved: true };
	}),
	remove: action(templateIdSchema, async ({ id }, { locals, params }, app) => {
		await removeTemplate(app, locals.actor, params.slug!, id);
		return { removed: id };
	}),
	restore: action(templateIdSchema, async ({ id }, { locals, params }, app) => {
		await removeTemplate(app, locals.actor, params.slug!, id, true);
		return { saved: true };
	})
};
