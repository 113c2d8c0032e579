import { expect, it } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { fillMarketplace } from '../../../../tests/bench/marketplace.ts';
import { agreement } from '../../../../tests/bench/match-agreement.ts';

const { db, sql } = await testDatabase();

it('the first 20 of a list are those that a plain scan of every pair finds, on both sides', async () => {
	const app = { db, sql, now: () => new Date() } as App;
	await fillMarketplace(app, 1_000);
	expect(await agreement(app, 100)).toEqual({ agreeing: 200, cases: 200 });
});
