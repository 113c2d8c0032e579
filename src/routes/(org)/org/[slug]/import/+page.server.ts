import { redirect } from '@sveltejs/kit';
import { uploadSchema } from '#lib/courses/import-schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { keepUpload } from '#lib/server/courses/import.ts';
import { action } from '#lib/server/web/action.ts';

export const actions = {
	default: action(uploadSchema, async ({ file }, { locals, params }, app) => {
		const bytes = new Uint8Array(await file.arrayBuffer());
		const id = await keepUpload(app, locals.actor, params.slug!, file.name, bytes);
		redirect(303, href(`/org/${params.slug}/import/${id}`));
	})
};
