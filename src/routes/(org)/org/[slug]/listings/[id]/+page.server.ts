import * as v from 'valibot';
import { baseSchema } from '#lib/bases/schema.ts';
import { courseSchema } from '#lib/courses/schema.ts';
import { roleSchema } from '#lib/roles/schema.ts';
import { getApp } from '#lib/server/app.ts';
import { formOptions, listingForm } from '#lib/server/listings/edit.ts';
import { closeListing, publishListing, saveListing } from '#lib/server/listings/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals, params }) => {
	const listing = await orRefuse(listingForm(getApp(), locals.actor, params.slug, params.id));
	const options = await orRefuse(formOptions(getApp(), locals.actor, params.slug, listing.kind));
	return { listing, kind: listing.kind, options };
};

const nothing = v.object({});

export const actions = {
	role: action(roleSchema, async (input, { locals, params }, app) => {
		await saveListing(app, locals.actor, params.slug!, params.id!, { kind: 'role', ...input });
		return { done: 'saved' as const };
	}),
	course: action(courseSchema, async (input, { locals, params }, app) => {
		await saveListing(app, locals.actor, params.slug!, params.id!, { kind: 'course', ...input });
		return { done: 'saved' as const };
	}),
	base: action(baseSchema, async (input, { locals, params }, app) => {
		await saveListing(app, locals.actor, params.slug!, params.id!, { kind: 'base', ...input });
		return { done: 'saved' as const };
	}),
	publish: action(nothing, async (_, { locals, params }, app) => {
		await publishListing(app, locals.actor, params.slug!, params.id!);
		return { done: 'published' as const };
	}),
	close: action(nothing, async (_, { locals, params }, app) => {
		await closeListing(app, locals.actor, params.slug!, params.id!);
		return { done: 'closed' as const };
	})
};
