// What every match is computed from: the skill tree and the weights of skills. Every process reads both from the
// database for itself, so nothing here is the only copy, and all processes use the weights of the same night.
import { dayInNanjing } from '#lib/i18n/text.ts';
import { idfOf } from '#lib/matching/idf.ts';
import { childrenOf, type Children } from '#lib/matching/near.ts';
import type { Idf } from '#lib/matching/types.ts';
import type { App } from '#lib/server/app.ts';
import type { Database } from '#lib/server/db/client.ts';
import { countNeeds } from '#lib/server/matching/data.ts';
import { rolePool } from '#lib/server/matching/role-pool.ts';
import { talentPool } from '#lib/server/matching/talent-pool.ts';
import { skillDirectory, type SkillDirectory } from '#lib/server/skills/directory.ts';
import { needsInSnapshot, newestSnapshot } from '#lib/server/skills/snapshot.ts';

/** `version` names the snapshot whose weights these are, or the day of a count where none was taken yet. */
export type Basis = { directory: SkillDirectory; children: Children; idf: Idf; version: string };

type Weights = { idf: Idf; version: string };

/** How long a process goes without asking whether there is a newer snapshot, ms. */
const maxAge = 60_000;

const known = new WeakMap<Database, { weights: Promise<Weights>; readAt: number }>();
const trees = new WeakMap<SkillDirectory, Children>();

export async function matchBasis(app: App): Promise<Basis> {
	const [directory, weights] = await Promise.all([skillDirectory(app.db), currentWeights(app)]);
	let children = trees.get(directory);
	if (!children) {
		const all = directory.all.map(({ id }) => id);
		trees.set(directory, (children = childrenOf(directory.tree, all)));
	}
	return { directory, children, ...weights };
}

/** Forgets what was read, so that the next match reads all anew: after an import that kept old times, and in tests. */
export function forgetWeights(db: Database): void {
	known.delete(db);
	rolePool.forget(db);
	talentPool.forget(db);
}

function currentWeights(app: App): Promise<Weights> {
	const { db } = app;
	const before = known.get(db);
	if (before && Date.now() - before.readAt < maxAge) return before.weights;
	const weights = (async () => readWeights(app, await before?.weights))();
	known.set(db, { weights, readAt: Date.now() });
	weights.catch(() => known.delete(db));
	return weights;
}

/** The weights of the newest snapshot; the same object as before while the snapshot is the same. */
async function readWeights({ db, now }: App, before: Weights | undefined): Promise<Weights> {
	const snapshot = await newestSnapshot(db);
	// Until there were roles on some night, the roles of today are counted.
	const version = snapshot?.openRoles ? snapshot.version : `counted ${dayInNanjing(now())}`;
	if (before?.version === version) return before;
	const { openRoles, needing } = snapshot?.openRoles
		? { openRoles: snapshot.openRoles, needing: await needsInSnapshot(db, snapshot.day) }
		: await countNeeds(db);
	return { idf: idfOf(openRoles, needing), version };
}
