import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import { expect, it, vi } from 'vitest';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { countedNow } from '#lib/server/map/data.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { takeSnapshot } from '#lib/server/skills/snapshot.ts';
import { employer, line, role, testApp } from '#lib/server/talents/testing.ts';

const { db, sql } = await testDatabase();
const app = testApp(db);
const today = dayInNanjing(app.now());
/** The database as a process sees it that has just started. */
const started = () => drizzle(sql, { casing: 'snake_case' });
const rolesFor = (rows: Awaited<ReturnType<typeof countedNow>>, skill: string) =>
	rows.filter((row) => row.skill === skill).reduce((sum, { roles }) => sum + roles, 0);

it('a very large marketplace shows last night’s numbers at once, and today’s as soon as they are counted', async () => {
	await loadSkills(db);
	const company = await employer(db, 'company');
	const first = await role(db, company.id, [line('required', 'eeg 3')]);
	await role(db, company.id, [line('preferred', 'eeg 2'), line('required', 'ssvep 1')]);
	await takeSnapshot(app);
	await db.update(listings).set({ state: 'closed', version: 2 }).where(eq(listings.id, first));
	const none = 0;
	const process = started();
	expect(rolesFor(await countedNow(process, today, none), 'eeg')).toBe(2);
	await vi.waitFor(async () => expect(rolesFor(await countedNow(process, today, none), 'eeg')).toBe(1));
	// A small one, and one without a fresh snapshot, are counted first.
	expect(rolesFor(await countedNow(started(), today), 'eeg')).toBe(1);
	expect(rolesFor(await countedNow(started(), '2027-01-01', none), 'eeg')).toBe(0);
});
