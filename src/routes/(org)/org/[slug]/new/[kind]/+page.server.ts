import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { listingKinds } from '#lib/listings/types.ts';
import { getApp, type App } from '#lib/server/app.ts';
import { askPartners } from '#lib/server/bases/service.ts';
import { formOptions } from '#lib/server/listings/edit.ts';
import { saveListing, type ListingInput } from '#lib/server/listings/service.ts';
import { baseSchema } from '#lib/bases/schema.ts';
import { courseSchema } from '#lib/courses/schema.ts';
import { siteOrigin } from '#lib/server/mail/origin.ts';
import { roleSchema } from '#lib/roles/schema.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => {
	// Checked here and not by a matcher: SvelteKit imports matchers anew for every request of the site.
	const kind = listingKinds.find((known) => known === params.kind);
	if (!kind) error(404, 'Not found');
	return { kind, options: await orRefuse(formOptions(getApp(), locals.actor, params.slug, kind)) };
};

async function save({ locals, params, url }: RequestEvent, app: App, input: ListingInput): Promise<never> {
	const id = await saveListing(app, locals.actor, params.slug!, undefined, input);
	if (input.kind === 'base') await askPartners(app, locals.actor, params.slug!, id, siteOrigin(app, url));
	const draft = href(`/org/${params.slug}/listings/${id}`);
	redirect(303, url.searchParams.get('then') === 'preview' ? `${draft}/preview` : draft);
}

export const actions = {
	role: action(roleSchema, (input, event, app) => save(event, app, { kind: 'role', ...input })),
	course: action(courseSchema, (input, event, app) => save(event, app, { kind: 'course', ...input })),
	base: action(baseSchema, (input, event, app) => save(event, app, { kind: 'base', ...input }))
};
