// A change of the tree in one process, seen in the others.
import { afterAll, expect, test, vi } from 'vitest';
import { connect } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { earOf } from '#lib/server/live/ear.ts';
import { clockedApp } from '#lib/server/searches/testing.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { watchTree } from '#lib/server/skills/lock.ts';

const here = await testDatabase();
const there = connect(here.url, { max: 2 });
const { app } = clockedApp(there);
app.environment = { ...app.environment, databaseUrl: here.url };
app.stopping = new AbortController();
afterAll(async () => {
	app.stopping.abort();
	await there.close();
});

const tree = (name: string) =>
	['id,parents,zh,en,aliases_zh,aliases_en,identifiers', `neuro,,${name},Neural engineering,,,`].join('\n');
const nameThere = async () => (await skillDirectory(there.db)).get('neuro')?.zh;

test('a change of the skill tree in one process is seen in another at once', async () => {
	await loadSkills(here.db, tree('神经工程'));
	watchTree(app);
	await earOf(app).open();
	expect(await nameThere()).toBe('神经工程');
	await loadSkills(here.db, tree('神经科学'));
	// Without being told, the other process reads again after a minute.
	await vi.waitFor(async () => expect(await nameThere()).toBe('神经科学'), { timeout: 10_000, interval: 20 });
});
