// Verified organizations by what is typed of their names, in Chinese, English, pinyin or initials. Kept in memory for
// a minute; nothing here is the only copy.
import { pick } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';
import { organizationNames as foldedNames } from '#lib/server/search/lexicon.ts';
import type { Names } from '#lib/server/search/organization-names.ts';
import { soundsOf } from '#lib/server/search/sounds.ts';
import { fold } from '#lib/text/fold.ts';

type Entry = Names & { id: string; folded: string[]; sounds: string[] };

const maxAge = 60_000;
const caches = new WeakMap<object, { entries: Promise<Entry[]>; readAt: number }>();

/** Organizations for what was typed, best first: names that begin with it, then pinyin and initials, then any part. */
export async function findOrganizations(app: App, typed: string, limit: number): Promise<Entry[]> {
	const folded = fold(typed);
	if (folded === '') return [];
	return (await entriesOf(app))
		.map((entry) => ({ entry, distance: distance(entry, folded) }))
		.filter((found) => found.distance < farthest)
		.sort((a, b) => a.distance - b.distance || (a.entry.id < b.entry.id ? -1 : 1))
		.slice(0, limit)
		.map(({ entry }) => entry);
}

/** The name in the reader's language, else the other. */
export const organizationName = ({ zh, en }: Names) => pick(zh, en);

const farthest = 4;

/** Lower is better: 0 begins with it, 1 sounds so, 2 begins to sound so, 3 contains it, 4 not at all. */
function distance({ folded, sounds }: Entry, typed: string): number {
	if (folded.some((name) => name.startsWith(typed))) return 0;
	if (typed.length < 2) return farthest;
	if (sounds.includes(typed)) return 1;
	if (sounds.some((sound) => sound.startsWith(typed))) return 2;
	return folded.some((name) => name.includes(typed)) ? 3 : farthest;
}

function entriesOf(app: App): Promise<Entry[]> {
	const known = caches.get(app.sql);
	if (known && Date.now() - known.readAt < maxAge) return known.entries;
	const entries = readEntries(app);
	caches.set(app.sql, { entries, readAt: Date.now() });
	entries.catch(() => caches.delete(app.sql));
	return entries;
}

async function readEntries(app: App): Promise<Entry[]> {
	const rows = await reader(app.db)<Array<Names & { id: string }>>`
		select id, name_zh as zh, name_en as en from organizations where verification = 'verified'`;
	return rows.map(({ id, zh, en }) => {
		const folded = [...new Set([zh ?? '', en ?? ''].map(fold).concat(foldedNames(zh, en)))].filter(Boolean);
		return { id, zh, en, folded, sounds: folded.flatMap(soundsOf) };
	});
}
