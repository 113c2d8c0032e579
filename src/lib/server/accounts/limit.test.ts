import { expect, test } from 'vitest';
import { countTry, forgiveTry, limits, networkOf, type Counted } from '#lib/server/accounts/limit.ts';
import { rateLimits } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { testDatabase } from '#lib/server/db/testing.ts';

const { db } = await testDatabase();
let now = new Date('2026-11-23T08:00:00Z');
/** Two processes on one database. */
const [first, second] = [0, 1].map(() => ({ db, now: () => now }) as App) as [App, App];

const passed = (app: App, counted: Counted[]) =>
	countTry(app, counted).then(
		() => true,
		() => false
	);

test('two processes count together, and the count starts anew when its time is over', async () => {
	const counted: Counted[] = [['signInHere', 'lin@example.org 203.0.113.0/24']];
	for (let i = 0; i < limits.signInHere.hits; i++)
		expect(await passed(i % 2 ? first : second, counted)).toBe(true);
	expect(await passed(first, counted)).toBe(false);
	expect(await passed(second, counted)).toBe(false);
	await expect(countTry(second, counted)).rejects.toMatchObject({ reason: 'tooMany' });
	now = new Date(now.getTime() + limits.signInHere.time);
	expect(await passed(first, counted)).toBe(true);
});

test('tries at the same moment are all counted', async () => {
	const counted: Counted[] = [
		['resetAccount', 'wu@example.org'],
		['resetNetwork', '198.51.100.0/24']
	];
	const answers = await Promise.all(Array.from({ length: 20 }, () => passed(first, counted)));
	expect(answers.filter(Boolean)).toHaveLength(limits.resetAccount.hits);
});

test('a right answer is not counted as a guess', async () => {
	const counted: Counted[] = [['passwordCheck', 'account']];
	for (let i = 0; i < limits.passwordCheck.hits + 5; i++) {
		expect(await passed(first, counted)).toBe(true);
		await forgiveTry(first, counted);
	}
});

test('the table of limits holds no address in clear', async () => {
	await passed(first, [['signUpAccount', 'secret@example.org']]);
	const rows = await db.select().from(rateLimits);
	expect(rows.length).toBeGreaterThan(0);
	for (const row of rows) expect(row.key).toMatch(/^[0-9a-f]{64}$/);
});

test('an address belongs to its /24 or /64 network', () => {
	expect(networkOf('203.0.113.77')).toBe('203.0.113.0/24');
	expect(networkOf('::ffff:203.0.113.77')).toBe('203.0.113.0/24');
	expect(networkOf('2001:db8:1:2:aaaa:bbbb:cccc:dddd')).toBe('2001:db8:1:2::/64');
	expect(networkOf('2001:0db8:0001:0002::1')).toBe('2001:db8:1:2::/64');
	expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64');
	expect(networkOf('::1')).toBe('0:0:0:0::/64');
	expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
	expect(networkOf('')).toBe('unknown');
});
