// What every match of a day is computed from: the skill tree and the weights of skills. Read from the database by
// every process for itself, so nothing here is the only copy.
import { dayInNanjing } from '#lib/i18n/text.ts';
import { idfOf } from '#lib/matching/idf.ts';
import { childrenOf, type Children } from '#lib/matching/near.ts';
import type { Idf } from '#lib/matching/types.ts';
import type { App } from '#lib/server/app.ts';
import type { Database } from '#lib/server/db/client.ts';
import { countNeeds } from '#lib/server/matching/data.ts';
import { skillDirectory, type SkillDirectory } from '#lib/server/skills/directory.ts';

/** `version` is the day (Asia/Shanghai) whose weights these are. */
export type Basis = { directory: SkillDirectory; children: Children; idf: Idf; version: string };

const idfs = new WeakMap<Database, { day: string; idf: Promise<Idf> }>();
const trees = new WeakMap<SkillDirectory, Children>();

export async function matchBasis(app: App): Promise<Basis> {
	const day = dayInNanjing(app.now());
	const [directory, idf] = await Promise.all([skillDirectory(app.db), idfOfDay(app.db, day)]);
	let children = trees.get(directory);
	if (!children)
		trees.set(
			directory,
			(children = childrenOf(
				directory.tree,
				directory.all.map(({ id }) => id)
			))
		);
	return { directory, children, idf, version: day };
}

/** Forgets the weights, so that the next match counts the roles anew: after an import, and in tests. */
export function forgetWeights(db: Database): void {
	idfs.delete(db);
}

function idfOfDay(db: Database, day: string): Promise<Idf> {
	const known = idfs.get(db);
	if (known?.day === day) return known.idf;
	const idf = countNeeds(db).then(({ openRoles, needing }) => idfOf(openRoles, needing));
	idfs.set(db, { day, idf });
	idf.catch(() => forgetWeights(db));
	return idf;
}
