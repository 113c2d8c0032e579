// Addresses that hold a skill which was merged into another one: kept links, bookmarks, other people's pages.
import type { App } from '#lib/server/app.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';

/** Parameters that hold ids of skills; those of picked ones are `id:level,…`. */
const named = /[?&](skill|gives|s)=/;

/** The address with the skills that stand for them now; undefined when it is that already. */
export async function presentAddress(app: App, url: URL): Promise<string | undefined> {
	if (!named.test(url.search)) return undefined;
	const { present } = await skillDirectory(app.db);
	const params = [...url.searchParams].map(([name, value]): [string, string] => {
		if (name === 'skill' || name === 'gives') return [name, present(value)];
		return name === 's' ? [name, presentPicks(value, present)] : [name, value];
	});
	const isSame = [...url.searchParams].every(([, value], i) => params[i]![1] === value);
	return isSame ? undefined : `${url.pathname}?${new URLSearchParams(params)}`;
}

function presentPicks(text: string, present: (id: string) => string): string {
	const picks = text.split(',').map((pick) => {
		const [id = '', level] = pick.split(':');
		return level === undefined ? pick : `${present(id)}:${level}`;
	});
	return picks.join(',');
}
