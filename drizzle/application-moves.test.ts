import { readFile } from 'node:fs/promises';
import type postgres from 'postgres';
import { expect, test } from 'vitest';
import { movesFrom } from '#lib/applications/moves.ts';
import { applicationStates, isEnded, type ApplicationState } from '#lib/applications/types.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import type { ListingKind } from '#lib/listings/types.ts';

const { sql } = await testDatabase();
const turning = '0016_application_moves';

/** The migrations before the one that made moves events, and those from it on. */
async function migrations() {
	const journal = JSON.parse(await readFile('drizzle/meta/_journal.json', 'utf8')) as {
		entries: { tag: string }[];
	};
	const tags = journal.entries.map(({ tag }) => tag);
	const at = tags.indexOf(turning);
	return { before: tags.slice(0, at), after: tags.slice(at) };
}

async function apply(tx: postgres.TransactionSql, tags: string[]) {
	for (const tag of tags) {
		const text = await readFile(`drizzle/${tag}.sql`, 'utf8');
		for (const statement of text.split('--> statement-breakpoint')) await tx.unsafe(statement);
	}
}

/** One application in each state for each kind of listing; for the course also a live one of the same person. */
async function fill(tx: postgres.TransactionSql) {
	await tx`insert into organizations (id, slug, kind, name_zh) values ('o', 'o', 'company', '机构')`;
	for (const kind of ['role', 'course', 'base'])
		await tx`insert into listings (id, kind, organization_id, title_zh) values (${kind}, ${kind}, 'o', '发布')`;
	for (const [i, state] of applicationStates.entries()) {
		await tx`insert into accounts (id, email, password_hash, purpose, locale)
			values (${`p${i}`}, ${`p${i}@sample.example`}, '-', 'work', 'zh-CN')`;
		await tx`insert into talents (id, account_id, display_name) values (${`p${i}`}, ${`p${i}`}, '某人')`;
		for (const kind of ['role', 'course', 'base'])
			await tx`insert into applications (id, listing_id, talent_id, state, answer, created_at, updated_at)
				values (${`${kind}-${state}`}, ${kind}, ${`p${i}`}, ${state}, ${`话 ${state}`}, '2026-09-01', '2026-09-05')`;
		if (isEnded(state))
			await tx`insert into applications (id, listing_id, talent_id, state)
				values (${`again-${state}`}, 'course', ${`p${i}`}, 'sent')`;
	}
}

type Event = {
	fromState: ApplicationState;
	toState: ApplicationState;
	mover: 'talent' | 'organization' | 'system';
};

test('applications of before get a history that leads, by allowed moves, to the state they are in', async () => {
	const { before, after } = await migrations();
	await sql.begin(async (tx) => {
		await tx.unsafe('drop schema public cascade; create schema public');
		await apply(tx, before);
		await fill(tx);
	});
	await sql.begin((tx) => apply(tx, after));
	const rows = await sql<{ id: string; kind: ListingKind; state: ApplicationState; movedAt: Date }[]>`
		select id, kind, state, moved_at as "movedAt" from applications order by id`;
	expect(rows).toHaveLength(applicationStates.length * 3 + applicationStates.filter(isEnded).length);
	for (const { id, kind, state } of rows) {
		const events = await sql<Event[]>`
			select from_state as "fromState", to_state as "toState", mover from application_events
			where application_id = ${id} order by position`;
		let at: ApplicationState = 'sent';
		for (const { fromState, toState, mover } of events) {
			expect(fromState).toBe(at);
			expect(movesFrom(kind, fromState, mover)).toContain(toState);
			at = toState;
		}
		expect([id, at]).toEqual([id, state]);
	}
	const [words] = await sql<{ reason: string }[]>`
		select reason from application_events where application_id = 'role-rejected'`;
	expect(words?.reason).toBe('话 rejected');
});
