import { json, type RequestHandler } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';

/** Skills for what was typed: at most ten, best first. */
export const GET: RequestHandler = async ({ url }) => {
	const typed = (url.searchParams.get('q') ?? '').slice(0, 80);
	const { suggest } = await skillDirectory(getApp().db);
	const found = suggest(typed, 10).map(({ id, zh, en }) => ({ id, zh, en }));
	return json(found, { headers: { 'cache-control': 'public, max-age=60' } });
};
