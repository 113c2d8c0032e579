// Two hundred people are admitted to ten seats at the same moment, fifty times in a row.
import { beforeAll, expect, test } from 'vitest';
import { eq, sql } from 'drizzle-orm';
import type { App } from '#lib/server/app.ts';
import { answerApplication } from '#lib/server/applications/received.ts';
import { applications } from '#lib/server/applications/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { connect } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { course, employer, talent, testApp } from '#lib/server/talents/testing.ts';

const people = 200;
const seats = 10;
const runs = 50;

const { db, url } = await testDatabase();
const app = { ...testApp(db), environment: { host: 'localhost', port: 3000 } } as App;
beforeAll(() => loadSkills(db));

test(
	`${people} simultaneous enrolments for ${seats} seats give exactly ${seats}, ${runs} times in a row`,
	async () => {
		const crowd = connect(url, { max: 20 });
		const many = { ...app, db: crowd.db } as App;
		const university = await employer(db, 'university');
		const talentIds: string[] = [];
		for (let i = 0; i < people; i++) talentIds.push((await talent(app)).id);
		try {
			for (let run = 0; run < runs; run++) {
				const { id, runId } = await course(db, university.id, [], seats);
				const rows = talentIds.map((talentId) => ({
					talentId,
					listingId: id,
					kind: 'course' as const,
					runId
				}));
				const asked = await db.insert(applications).values(rows).returning({ id: applications.id });
				const admit = { version: 1, state: 'admitted', reason: '', meetsAt: null, place: null } as const;
				await Promise.all(
					asked.map((one) => answerApplication(many, university.actor, 'university', one.id, admit))
				);
				const states = await db
					.select({ state: applications.state, n: sql<number>`count(*)::int` })
					.from(applications)
					.where(eq(applications.runId, runId))
					.groupBy(applications.state);
				expect(Object.fromEntries(states.map(({ state, n }) => [state, n]))).toEqual({
					admitted: seats,
					waiting: people - seats
				});
				const [row] = await db.select().from(courseRuns).where(eq(courseRuns.id, runId));
				expect(row?.seatsTaken).toBe(seats);
			}
		} finally {
			await crowd.close();
		}
	},
	30 * 60_000
);
