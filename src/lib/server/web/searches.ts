// The actions of the pages of saved searches, the same for a person's own and for an organization's.
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { href } from '#lib/i18n/locale.ts';
import { canonicalQuery, runPath } from '#lib/searches/query.ts';
import {
	frequencySchema,
	renameSearchSchema,
	searchSchema,
	type SaveSearchInput
} from '#lib/searches/schema.ts';
import type { App } from '#lib/server/app.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';
import { requireSearch } from '#lib/server/searches/pages.ts';
import {
	deleteSearch,
	lookAt,
	renameSearch,
	restoreSearch,
	setFrequency
} from '#lib/server/searches/service.ts';
import { action } from '#lib/server/web/action.ts';

const slugOf = ({ params }: RequestEvent): string | undefined => params.slug;

/** The search must be one of the page it is changed on; any other does not exist there. */
const required = ({ id }: { id: string }, event: RequestEvent, app: App) =>
	requireSearch(app, event.locals.actor, id, slugOf(event));

/** Opens the search itself; what it found is no longer new. */
async function run({ id }: { id: string }, event: RequestEvent, app: App): Promise<never> {
	const { query, kind, slug } = await required({ id }, event, app);
	await lookAt(app, event.locals.actor, id);
	redirect(303, href(runPath(query, kind, slug)));
}

export const searchActions = {
	rename: action(renameSearchSchema, async (input, event, app) => {
		await required(input, event, app);
		await renameSearch(app, event.locals.actor, input);
		return { done: 'renamed' as const };
	}),
	frequency: action(frequencySchema, async (input, event, app) => {
		await required(input, event, app);
		await setFrequency(app, event.locals.actor, input);
		return { done: 'frequency' as const };
	}),
	delete: action(searchSchema, async ({ id }, event, app) => {
		const { name } = await required({ id }, event, app);
		await deleteSearch(app, event.locals.actor, id);
		return { done: 'deleted' as const, id, name };
	}),
	restore: action(searchSchema, async ({ id }, event, app) => {
		const slug = slugOf(event);
		if (slug) await requireMember(app.db, event.locals.actor, slug);
		await restoreSearch(app, event.locals.actor, id);
		return { done: 'restored' as const };
	}),
	run: action(searchSchema, run)
};

/** What the page of one search offers. */
export const oneSearchActions = {
	run: searchActions.run,
	looked: action(searchSchema, async ({ id }, event, app) => {
		await required({ id }, event, app);
		await lookAt(app, event.locals.actor, id);
		redirect(303, `${event.url.pathname}?looked`);
	})
};

/** Where somebody signs in who wants to save a search, on the way to saving it. */
export function signInToSave({ query, frequency }: SaveSearchInput): string {
	const asked = [canonicalQuery(query), `frequency=${frequency}`].filter(Boolean).join('&');
	return href(`/sign-in?next=${encodeURIComponent(href(`/me/searches/new?${asked}`))}`);
}
