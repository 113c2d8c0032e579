import { redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { baseSchema } from '#lib/bases/schema.ts';
import { courseSchema } from '#lib/courses/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { roleSchema } from '#lib/roles/schema.ts';
import { getApp, type App } from '#lib/server/app.ts';
import { askPartners } from '#lib/server/bases/service.ts';
import { formOptions, listingForm } from '#lib/server/listings/edit.ts';
import {
	closeListing,
	publishListing,
	saveListing,
	type ListingInput
} from '#lib/server/listings/service.ts';
import { frozenBy } from '#lib/server/moderation/appeals.ts';
import { siteOrigin } from '#lib/server/mail/origin.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params: { slug, id } }) => {
	const listing = await orRefuse(listingForm(getApp(), locals.actor, slug, id));
	const options = await orRefuse(formOptions(getApp(), locals.actor, slug, listing.kind, id));
	const caseId = listing.state === 'frozen' ? await frozenBy(getApp(), { listingId: id }) : undefined;
	return { listing, kind: listing.kind, options, caseId };
};

const nothing = v.object({});

async function save({ locals, params, url }: RequestEvent, app: App, input: ListingInput) {
	await saveListing(app, locals.actor, params.slug!, params.id!, input);
	if (input.kind === 'base')
		await askPartners(app, locals.actor, params.slug!, params.id!, siteOrigin(app, url));
	if (url.searchParams.get('then') === 'preview')
		redirect(303, href(`/org/${params.slug}/listings/${params.id}/preview`));
	return { done: 'saved' as const };
}

export const actions = {
	role: action(roleSchema, (input, event, app) => save(event, app, { kind: 'role', ...input })),
	course: action(courseSchema, (input, event, app) => save(event, app, { kind: 'course', ...input })),
	base: action(baseSchema, (input, event, app) => save(event, app, { kind: 'base', ...input })),
	publish: action(nothing, async (_, { locals, params, url }, app) => {
		await publishListing(app, locals.actor, params.slug!, params.id!);
		await askPartners(app, locals.actor, params.slug!, params.id!, siteOrigin(app, url));
		return { done: 'published' as const };
	}),
	close: action(nothing, async (_, { locals, params }, app) => {
		await closeListing(app, locals.actor, params.slug!, params.id!);
		return { done: 'closed' as const };
	})
};
