// Names of organizations for labels of facets, kept for a minute: every search shows a dozen of the same ones.
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';

export type Names = { zh: string | null; en: string | null };

const maxAge = 60_000;
const most = 5_000;
const caches = new WeakMap<App, { since: number; names: Map<string, Names> }>();

/** Names by id, of at least these organizations; unknown ids are missing. */
export async function organizationNames(app: App, ids: string[]): Promise<ReadonlyMap<string, Names>> {
	let cache = caches.get(app);
	if (!cache || Date.now() - cache.since > maxAge || cache.names.size > most) {
		caches.set(app, (cache = { since: Date.now(), names: new Map() }));
	}
	const { names } = cache;
	const missing = ids.filter((id) => !names.has(id));
	if (missing.length > 0) {
		const rows = await reader(app.db)<Array<Names & { id: string }>>`
			select id, name_zh as zh, name_en as en from organizations where id = any(${missing}::text[])`;
		for (const { id, zh, en } of rows) names.set(id, { zh, en });
	}
	return names;
}
