// Every request passes here: origin, language, theme, session; and every unexpected error leaves here with an id.
import { AsyncLocalStorage } from 'node:async_hooks';
import {
	error,
	redirect,
	type Handle,
	type HandleServerError,
	type ResolveOptions,
	type ServerInit
} from '@sveltejs/kit';
import { overwriteGetLocale } from '#lib/i18n/generated/runtime.js';
import { href, splitLocale, type Locale } from '#lib/i18n/locale.ts';
import { readActor } from '#lib/server/accounts/session.ts';
import { newId } from '#lib/server/db/id.ts';
import { getApp } from '#lib/server/app.ts';
import { watchTree } from '#lib/server/skills/lock.ts';
import { guardActing } from '#lib/server/web/acting.ts';
import { presentAddress } from '#lib/server/web/present-skills.ts';
import { ONE_CLICK_ORIGIN } from '#lib/server/web/front.ts';

const localeOfRequest = new AsyncLocalStorage<Locale>();
overwriteGetLocale(() => localeOfRequest.getStore() ?? 'zh-CN');

export const init: ServerInit = () => watchTree(getApp());

export const handle: Handle = ({ event, resolve }) => {
	const { locale } = splitLocale(event.url.pathname);
	return localeOfRequest.run(locale, async () => {
		refuseForeignOrigin(event);
		// No text in the database holds a zero character, and PostgreSQL refuses to be asked for one.
		if (event.url.pathname.includes('%00')) error(404, 'Not found');
		await leadToPresentSkills(event);
		event.locals.locale = locale;
		const theme = event.cookies.get('theme');
		event.locals.theme = theme === 'light' || theme === 'dark' ? theme : undefined;
		event.locals.actor = await readActor(getApp(), event);
		askForFactor(event);
		await guardActing(event);
		const response = await resolve(event, optionsFor(locale, event.locals.theme));
		response.headers.set('x-content-type-options', 'nosniff');
		response.headers.set('referrer-policy', 'same-origin');
		return response;
	});
};

/** Styles and scripts stand in the head of the page, which comes in the same packet as a header that would name them. */
const ofMost: ResolveOptions = { preload: () => false };

/** The template is the one of a Chinese reader without a chosen theme: only pages of others are made over. */
function optionsFor(locale: Locale, theme: 'light' | 'dark' | undefined): ResolveOptions {
	if (locale === 'zh-CN' && !theme) return ofMost;
	const attributes = `lang="${locale}" data-theme="${theme ?? 'system'}"`;
	return {
		...ofMost,
		transformPageChunk: ({ html }) => html.replace('lang="zh-CN" data-theme="system"', attributes)
	};
}

/** Where operators and organizations work, nobody goes on without a second factor who must have one. */
function askForFactor({ locals, url, request }: Parameters<Handle>[0]['event']) {
	if (locals.actor?.factor !== 'due') return;
	const { path } = splitLocale(url.pathname);
	if (!/^\/(ops|org|api\/org)(\/|$)/.test(path)) return;
	if (request.method !== 'GET') error(403, 'Second factor needed');
	redirect(303, href('/account/factor', locals.locale));
}

/** Kept addresses may name skills that were merged meanwhile. */
async function leadToPresentSkills({ url, request }: Parameters<Handle>[0]['event']) {
	const present = request.method === 'GET' ? await presentAddress(getApp(), url) : undefined;
	if (present) redirect(303, present);
}

/** SvelteKit checks the origin of forms only; requests without a content type would pass. */
function refuseForeignOrigin({ request, url }: Parameters<Handle>[0]['event']) {
	if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
	const origin = request.headers.get('origin');
	// A mail program's click comes from nowhere and needs no session (RFC 8058); the server in front named it.
	if (origin === ONE_CLICK_ORIGIN && splitLocale(url.pathname).path === '/unsubscribe') return;
	const site = request.headers.get('sec-fetch-site') ?? 'none';
	if ((origin && origin !== url.origin) || !['same-origin', 'none'].includes(site))
		error(403, 'Cross-site request');
}

export const handleError: HandleServerError = ({ error: thrown, event, status, message }) => {
	// What a client did wrong is answered, not logged.
	if (status < 500) return { message };
	const id = newId();
	// A database error's message holds its parameters, so only its kind and place are written.
	const name = thrown instanceof Error ? thrown.name : typeof thrown;
	const stack =
		thrown instanceof Error ? thrown.stack?.split('\n').filter((line) => line.startsWith('    at ')) : [];
	console.error(JSON.stringify({ error: name, id, route: event.route.id, stack: stack?.slice(0, 6) }));
	return { message, id };
};
