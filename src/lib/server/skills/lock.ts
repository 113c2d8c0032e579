// One change of the skill tree after the other, operators' edits and the loading of the data file; and every process
// knows each at once.
import { sql } from 'drizzle-orm';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { channel, earOf } from '#lib/server/live/ear.ts';
import { forgetSkills } from '#lib/server/skills/directory.ts';

/** Key of the advisory lock. */
const treeLock = 7_031_005;
const changed = 'skills';

/** Once this commits, every process reads the tree again. */
export async function lockTree(tx: Transaction): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${treeLock}), pg_notify(${channel}, ${changed})`);
}

/** From now on a change in any process is seen in this one: at once where it hears of it, else within a minute. */
export function watchTree(app: App): void {
	const forget = () => forgetSkills(app.db);
	earOf(app).add({ heard: (payload) => void (payload === changed && forget()), missed: forget });
	// Tried again every so often, should the database have no connection for it now.
	earOf(app)
		.open()
		.catch(() => {});
}
