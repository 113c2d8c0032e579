import { redirect } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { getApp } from '#lib/server/app.ts';
import { formOptions } from '#lib/server/listings/edit.ts';
import { saveListing } from '#lib/server/listings/service.ts';
import { baseSchema } from '#lib/bases/schema.ts';
import { courseSchema } from '#lib/courses/schema.ts';
import { roleSchema } from '#lib/roles/schema.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => ({
	kind: params.kind,
	options: await orRefuse(formOptions(getApp(), locals.actor, params.slug, params.kind))
});

const to = (slug: string, id: string) => href(`/org/${slug}/listings/${id}`);

export const actions = {
	role: action(roleSchema, async (input, { locals, params }, app) => {
		redirect(
			303,
			to(
				params.slug!,
				await saveListing(app, locals.actor, params.slug!, undefined, { kind: 'role', ...input })
			)
		);
	}),
	course: action(courseSchema, async (input, { locals, params }, app) => {
		redirect(
			303,
			to(
				params.slug!,
				await saveListing(app, locals.actor, params.slug!, undefined, { kind: 'course', ...input })
			)
		);
	}),
	base: action(baseSchema, async (input, { locals, params }, app) => {
		redirect(
			303,
			to(
				params.slug!,
				await saveListing(app, locals.actor, params.slug!, undefined, { kind: 'base', ...input })
			)
		);
	})
};
