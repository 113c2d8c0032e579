import { json, type RequestHandler } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { suggest } from '#lib/server/search/suggest.ts';

/** Skills, organizations and titles for what was typed: the same for everybody. */
export const GET: RequestHandler = async ({ url }) => {
	const found = await suggest(getApp(), url.searchParams.get('q') ?? '');
	return json(found, { headers: { 'cache-control': 'public, max-age=60' } });
};
