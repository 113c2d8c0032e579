import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { standingOf } from '#lib/server/listings/standing.ts';
import { countMatches } from '#lib/server/matching/counts.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { blockedOrganizations } from '#lib/server/talents/table.ts';
import { employer, line, role, talent, testApp, testNow } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
beforeAll(() => loadSkills(db));

test('a role is counted once a day: who meets some of it and may be seen by its organization', async () => {
	const house = await employer(db, 'counting');
	const [asks, open] = [await role(db, house.id, [line('required', 'eeg 2')]), await role(db, house.id)];
	await talent(app, { has: ['eeg 3', 'python 2', 'cpp 2'] });
	await talent(app, { has: ['python 3'] });
	await talent(app, { has: ['eeg 3'], visibility: 'hidden' });
	const { id: talentId } = await talent(app, { has: ['eeg 2'] });
	await db.insert(blockedOrganizations).values({ talentId, organizationId: house.id });
	expect(await countMatches(app)).toBe(2);
	expect(await countMatches(app)).toBe(0);
	const matches = async () =>
		(await standingOf(db, [asks, open])).map(({ id, matches }) => [id === asks, matches]).sort();
	expect(await matches()).toEqual([
		[false, null],
		[true, 1]
	]);
	const tomorrow = { ...app, now: () => new Date(testNow.getTime() + 86_400_000) };
	await talent(tomorrow, { has: ['eeg 2', 'python 2', 'cpp 2'] });
	expect(await countMatches(tomorrow)).toBe(2);
	expect(await matches()).toEqual([
		[false, null],
		[true, 2]
	]);
});
