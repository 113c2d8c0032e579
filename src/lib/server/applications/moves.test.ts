import fc from 'fast-check';
import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
	allMoves,
	mayMove,
	movers,
	movesFrom,
	statesOf,
	tracks,
	type Mover,
	type Track
} from '#lib/applications/moves.ts';
import { applicationStates, endedStates, isEnded, type ApplicationState } from '#lib/applications/types.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import type { App } from '#lib/server/app.ts';
import { eventsOf } from '#lib/server/applications/data.ts';
import { lockApplication, moveApplication } from '#lib/server/applications/move.ts';
import { apply } from '#lib/server/applications/service.ts';
import { applicationEvents, applicationMoves, applications } from '#lib/server/applications/table.ts';
import { sqlState } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { base, course, employer, outcome, role, talent, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = { ...testApp(db), environment: { host: 'localhost', port: 3000 } } as App;
beforeAll(async () => {
	await loadSkills(db);
});
const company = await employer(db, 'company');

const anyTrack = fc.constantFrom(...tracks);
const kindOf = (track: Track): ListingKind => (track === 'internship' ? 'role' : track);
const steps = (maxLength: number) =>
	fc.array(fc.tuple(fc.constantFrom(...movers), fc.constantFrom(...applicationStates)), { maxLength });
type Step = [Mover, ApplicationState];

/** Tries each step from the state it is in, and keeps what the table allows. */
function run(track: Track, tried: Step[]) {
	let state: ApplicationState = 'sent';
	const history: { from: ApplicationState; to: ApplicationState; mover: Mover }[] = [];
	for (const [mover, to] of tried) {
		if (!mayMove(track, state, to, mover)) continue;
		history.push({ from: state, to, mover });
		state = to;
	}
	return { state, history };
}

describe('the table of moves', () => {
	it('leads, in 10,000 random tries by random movers, only to states of the kind, and its history replays', () => {
		fc.assert(
			fc.property(anyTrack, steps(40), (track, tried) => {
				const { state, history } = run(track, tried);
				expect(statesOf(kindOf(track))).toContain(state);
				const replayed = history.reduce<ApplicationState>((at, { from, to, mover }) => {
					expect(from).toBe(at);
					expect(mayMove(track, from, to, mover)).toBe(true);
					return to;
				}, 'sent');
				expect(replayed).toBe(state);
			}),
			{ numRuns: 10_000 }
		);
	});

	it('has no way out of what has ended but to take a completion back, and lets a person leave what has not', () => {
		const begins = { internship: 'hired', role: undefined, course: 'enrolled', base: 'enrolled' } as const;
		for (const track of tracks)
			for (const state of statesOf(kindOf(track))) {
				const out = movers.flatMap((mover) => movesFrom(track, state, mover));
				const runs = begins[track];
				if (isEnded(state) && state !== runs)
					expect(out).toEqual(runs && state === 'completed' ? [runs] : []);
				else expect(movesFrom(track, state, 'talent')).toContain('withdrawn');
			}
	});

	it('goes on after hiring only for a role that is an internship', () => {
		expect(movesFrom('role', 'hired', 'organization')).toEqual([]);
		expect(movesFrom('internship', 'hired', 'organization')).toEqual(['completed', 'endedEarly']);
	});

	it('ends a role in hiring and a course in completion, each reached by both sides', () => {
		expect(mayMove('role', 'offer', 'accepted', 'organization')).toBe(false);
		expect(mayMove('role', 'accepted', 'hired', 'talent')).toBe(false);
		expect(mayMove('course', 'sent', 'talking', 'organization')).toBe(false);
		expect(new Set([...statesOf('role'), ...statesOf('course')])).toEqual(new Set(applicationStates));
		expect(
			endedStates.every((state) => statesOf('role').includes(state) || statesOf('base').includes(state))
		).toBe(true);
	});

	it('is the same in the database', async () => {
		const order = (moves: readonly object[]) => moves.map((move) => JSON.stringify(move)).sort();
		const stored = await db.select().from(applicationMoves);
		expect(order(stored)).toEqual(order(allMoves.map((move) => ({ ...move }))));
	});
});

const listings = {
	role: { listingId: await role(db, company.id, [], { employmentType: 'fulltime' }), slot: null },
	internship: { listingId: await role(db, company.id), slot: null },
	course: await course(db, company.id, [], 1).then(({ id, runId }) => ({ listingId: id, slot: runId })),
	base: await base(db, company.id, [], 1).then(({ id, periodId }) => ({ listingId: id, slot: periodId }))
};
async function started(track: Track): Promise<string> {
	const { actor } = await talent(app);
	return apply(app, actor, { ...listings[track], letter: '' });
}
const rowOf = async (id: string) => (await db.select().from(applications).where(eq(applications.id, id)))[0]!;

describe('the database', () => {
	it('holds, after hundreds of random moves through the service, a state that its events replay to', async () => {
		await fc.assert(
			fc.asyncProperty(anyTrack, steps(12), async (track, tried) => {
				const id = await started(track);
				for (const [mover, to] of tried) {
					const { state } = await rowOf(id);
					const done = await outcome(
						app.db.transaction(async (tx) =>
							moveApplication(app, tx, (await lockApplication(tx, id))!, { to, mover })
						)
					);
					if (!mayMove(track, state, to, mover)) expect(done).not.toBe('accepted');
				}
				const events = (await eventsOf(db, [id])).get(id) ?? [];
				const replayed = events.reduce<ApplicationState>((at, { from, to, mover }) => {
					expect(from).toBe(at);
					expect(mayMove(track, from, to, mover)).toBe(true);
					return to;
				}, 'sent');
				expect((await rowOf(id)).state).toBe(replayed);
			}),
			{ numRuns: 40 }
		);
		const [over] = await db.execute<{ n: number }>(
			sql`select (select count(*) from course_runs where seats_taken > seats) + (select count(*) from base_periods where places_taken > places) as n`
		);
		expect(Number(over!.n)).toBe(0);
	}, 120_000);

	it('refuses what goes around the table: forbidden moves, direct states, and rewritten history', async () => {
		const id = await started('role');
		const refused = async (write: PromiseLike<unknown>) => {
			try {
				await write;
				return 'written';
			} catch (error) {
				return sqlState(error);
			}
		};
		const event = (fromState: ApplicationState, toState: ApplicationState, mover: Mover) =>
			db.insert(applicationEvents).values({ applicationId: id, kind: 'role', fromState, toState, mover });
		expect(await refused(event('sent', 'hired', 'organization'))).toBe('23503');
		expect(await refused(event('sent', 'offer', 'talent'))).toBe('23503');
		expect(await refused(event('offer', 'accepted', 'talent'))).toBe('23514');
		await fc.assert(
			fc.asyncProperty(fc.constantFrom('completed' as const, 'endedEarly' as const), async (end) => {
				const role = await started('role');
				const step = (fromState: ApplicationState, toState: ApplicationState, mover: Mover) =>
					refused(
						db
							.insert(applicationEvents)
							.values({ applicationId: role, kind: 'role', fromState, toState, mover })
					);
				expect(await step('sent', 'offer', 'organization')).toBe('written');
				expect(await step('offer', 'accepted', 'talent')).toBe('written');
				expect(await step('accepted', 'hired', 'organization')).toBe('written');
				expect(await step('hired', end, 'organization')).toBe('23514');
			}),
			{ numRuns: 2 }
		);
		const direct = db.update(applications).set({ state: 'hired' }).where(eq(applications.id, id));
		expect(await refused(direct)).toBe('23514');
		expect(await refused(event('sent', 'talking', 'organization'))).toBe('written');
		const rewritten = db
			.update(applicationEvents)
			.set({ toState: 'offer' })
			.where(eq(applicationEvents.applicationId, id));
		expect(await refused(rewritten)).toBe('23514');
		const erased = db.delete(applicationEvents).where(eq(applicationEvents.applicationId, id));
		expect(await refused(erased)).toBe('23514');
		expect((await rowOf(id)).state).toBe('talking');
		expect(await refused(db.delete(applications).where(eq(applications.id, id)))).toBe('written');
	});
});
