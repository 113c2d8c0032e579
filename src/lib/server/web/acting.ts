// What an operator who looks at the site as somebody may ask for: pages, and nothing else. No form, no file, no download,
// no stream; nor what is between people or guards the account. Everything that is not allowed here is refused, so that
// a new address is too.
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { m } from '#lib/i18n/generated/messages.js';
import { href } from '#lib/i18n/locale.ts';
import { recordSeen } from '#lib/server/acting/service.ts';
import { getApp } from '#lib/server/app.ts';

/** Addresses that answer by code of their own rather than by a page. */
const endpoints = new Set(
	Object.keys(import.meta.glob('/src/routes/**/+server.ts')).map((file) =>
		file.slice('/src/routes'.length, -'/+server.ts'.length)
	)
);

/** Those that help a public page along and are the same for everybody. */
const openEndpoints = new Set([
	'/api/skills',
	'/api/search/facets',
	'/api/search/suggest',
	'/api/search/total',
	'/healthz',
	'/readyz',
	'/(public)/map/csv',
	'/(public)/map/quarters/csv'
]);

/** What may be sent: the way out. */
const ways = new Set(['/(public)/acting', '/(auth)/sign-out']);

/** Pages that are not shown: what people wrote to each other or reported, and what guards the account. */
const closed = [
	'/(auth)',
	'/(talent)/me/messages',
	'/(org)/org/[slug]/messages',
	'/(public)/reports/[key]',
	'/(public)/cases',
	'/(public)/guardian'
];

const isIn = (route: string, part: string) => route === part || route.startsWith(`${part}/`);

/** Refuses or writes down what is asked for while an operator looks as somebody. */
export async function guardActing({ locals, request, route, params }: RequestEvent): Promise<void> {
	const { actor } = locals;
	if (!actor?.acting) return;
	const id = route.id ?? '';
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		if (request.method === 'POST' && ways.has(id)) return;
		error(403, m.acting_refused());
	}
	if (endpoints.has(id)) {
		if (openEndpoints.has(id)) return;
		error(403, m.acting_refused());
	}
	if (closed.some((part) => isIn(id, part))) redirect(303, href('/acting?closed', locals.locale));
	await recordSeen(getApp(), actor, placeOf(id, params));
}

/** The route with the ids in it; what else an address holds may be secret or somebody's words. */
function placeOf(route: string, params: Partial<Record<string, string>>): string {
	const path = route
		.replace(/\/\([a-z]+\)/g, '')
		.replace(/\[(id|slug|slot|talent|kind)\]/g, (whole, name: string) => params[name] ?? whole);
	return `page:${path || '/'}`;
}
