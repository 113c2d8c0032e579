import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { columnsOf, readInboxFilter } from '#lib/applications/inbox.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import type { App } from '#lib/server/app.ts';
import { inboxTable } from '#lib/server/applications/inbox.ts';
import {
	answerApplication,
	receivedApplication,
	receivedApplications,
	recordOpened
} from '#lib/server/applications/received.ts';
import { apply, applyPage, moveOwn, myApplications } from '#lib/server/applications/service.ts';
import { applications } from '#lib/server/applications/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import {
	account,
	base,
	course,
	employer,
	outcome,
	profile,
	role,
	talent,
	testApp,
	testNow
} from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
// The clock goes on: who waits longer is told apart by it.
let ticks = 0;
const app = {
	...testApp(db),
	now: () => new Date(testNow.getTime() + ticks++),
	environment: { host: 'localhost', port: 3000 }
} as App;
const withdraw = (at: App, actor: Actor, id: string) =>
	moveOwn(at, actor, { id, state: 'withdrawn', reason: '' });
beforeAll(async () => {
	await loadSkills(db);
});

const company = await employer(db, 'company');
const rival = await employer(db, 'rival');
const pending = await employer(db, 'pending', 'pending');
const open = await role(db, company.id, [], { employmentType: 'fulltime' });
const ask = (listingId: string, slot: string | null = null) => ({ listingId, slot, letter: '您好' });
const rowOf = async (id: string) => (await db.select().from(applications).where(eq(applications.id, id)))[0]!;

describe('applying', () => {
	it('is once for a listing, until it was withdrawn', async () => {
		const { actor } = await talent(app);
		const first = await apply(app, actor, ask(open));
		expect(await outcome(apply(app, actor, ask(open)))).toBe('alreadyExists');
		await withdraw(app, actor, first);
		const second = await apply(app, actor, ask(open));
		expect((await myApplications(app, actor))?.map(({ id, state }) => [id, state]).sort()).toEqual(
			[
				[first, 'withdrawn'],
				[second, 'sent']
			].sort()
		);
	});

	it('counts once also when two requests arrive together', async () => {
		const { actor } = await talent(app);
		const both = await Promise.all([
			outcome(apply(app, actor, ask(open))),
			outcome(apply(app, actor, ask(open)))
		]);
		expect(both.sort()).toEqual(['accepted', 'alreadyExists']);
	});

	it('needs a profile, an open listing, and an organization that is not blocked', async () => {
		const nobody = await account(db);
		const { actor } = await talent(app, { blocked: ['示例·rival'] });
		expect(await outcome(apply(app, undefined, ask(open)))).toBe('signInFirst');
		expect(await outcome(apply(app, nobody, ask(open)))).toBe('notNow');
		expect(await outcome(apply(app, actor, ask(await role(db, company.id, [], { state: 'closed' }))))).toBe(
			'notNow'
		);
		expect(await outcome(apply(app, actor, ask(await role(db, company.id, [], { state: 'draft' }))))).toBe(
			'notFound'
		);
		expect(await outcome(apply(app, actor, ask(await role(db, pending.id))))).toBe('notNow');
		expect(await outcome(apply(app, actor, ask(await role(db, rival.id))))).toBe('notNow');
		expect(await outcome(apply(app, actor, ask('nosuchid')))).toBe('notFound');
	});

	it('asks which run or period, of this listing; a full one has a waiting list', async () => {
		const { actor } = await talent(app);
		const { id, runId } = await course(db, company.id);
		const other = await base(db, company.id);
		expect(await outcome(apply(app, actor, ask(id)))).toBe('invalid slot');
		expect(await outcome(apply(app, actor, ask(id, other.periodId)))).toBe('invalid slot');
		expect(await outcome(apply(app, actor, ask(id, runId)))).toBe('accepted');
		expect(await outcome(apply(app, actor, ask(other.id, other.periodId)))).toBe('accepted');
		await db.update(courseRuns).set({ seatsTaken: 10 }).where(eq(courseRuns.id, runId));
		expect(await outcome(apply(app, (await talent(app)).actor, ask(id, runId)))).toBe('accepted');
	});

	it('shows beforehand what stands in the way and what is shared', async () => {
		const { actor } = await talent(app, { visibility: 'hidden', contactPhone: '000' });
		expect(await applyPage(app, actor, open)).toMatchObject({
			isOpen: true,
			hidden: true,
			active: undefined,
			contact: { phone: '000' }
		});
		const id = await apply(app, actor, ask(open));
		expect(await applyPage(app, actor, open)).toMatchObject({ active: { id, state: 'sent' } });
		expect(await outcome(applyPage(app, actor, 'nosuchid'))).toBe('notFound');
	});
});

describe('withdrawing', () => {
	it("is for one's own application, and only while it lives", async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask(open));
		expect(await outcome(withdraw(app, (await talent(app)).actor, id))).toBe('notFound');
		expect(await outcome(withdraw(app, await account(db), id))).toBe('notFound');
		expect((await rowOf(id)).state).toBe('sent');
		expect(await outcome(withdraw(app, actor, id))).toBe('accepted');
		expect(await outcome(withdraw(app, actor, id))).toBe('notNow');
	});
});

describe('an organization', () => {
	const answer = (version = 1, state: ApplicationState = 'talking', more: object = {}) => ({
		...{ version, state, reason: '请下周来聊聊。', meetsAt: null, place: null },
		...more
	});
	const answering = (id: string, ...given: Parameters<typeof answer>) =>
		outcome(answerApplication(app, company.actor, 'company', id, answer(...given)));
	const inbox = (actor: Actor, slug: string, query = 'view=table') =>
		receivedApplications(app, actor, slug, readInboxFilter(new URLSearchParams(query)));

	it('sees the applications for its own listings, and nothing of the withdrawn or of people who block it', async () => {
		const own = await employer(db, 'own');
		const listing = await role(db, own.id);
		const [stays, leaves, blocks] = [await talent(app), await talent(app), await talent(app)];
		const id = await apply(app, stays.actor, ask(listing));
		const left = await apply(app, leaves.actor, ask(listing));
		await withdraw(app, leaves.actor, left);
		const blocked = await apply(app, blocks.actor, ask(listing));
		await saveProfile(app, blocks.actor, profile({ version: '1', blocked: ['示例·own'] }));
		for (const view of ['board', 'table']) {
			const seen = await inbox(own.actor, 'own', `view=${view}`);
			expect(seen?.rows.map((row) => [row.id, row.state])).toEqual([[id, 'sent']]);
			expect(seen?.total).toBe(1);
		}
		expect(await receivedApplication(app, own.actor, 'own', id)).toMatchObject({ letter: '您好' });
		for (const gone of [left, blocked])
			expect(await outcome(receivedApplication(app, own.actor, 'own', gone))).toBe('notFound');
		expect(await outcome(receivedApplication(app, company.actor, 'company', id))).toBe('notFound');
		expect(await inbox(pending.actor, 'pending')).toBeUndefined();
		expect(await outcome(inbox(company.actor, 'own'))).toBe('notFound');
	});

	it('narrows the list by listing, state and what waits for an answer, and pages it', async () => {
		const busy = await employer(db, 'narrow');
		const [one, two] = [await role(db, busy.id), await role(db, busy.id)];
		const people = await Promise.all(Array.from({ length: 4 }, () => talent(app)));
		const ids = await Promise.all(people.map(({ actor }, i) => apply(app, actor, ask(i === 3 ? two : one))));
		await answerApplication(app, busy.actor, 'narrow', ids[0]!, answer());
		const count = async (query: string) => (await inbox(busy.actor, 'narrow', query))!.rows.length;
		expect(await count('view=table')).toBe(4);
		expect(await count(`view=table&listing=${two}`)).toBe(1);
		expect(await count('view=table&state=talking')).toBe(1);
		expect(await count('unanswered')).toBe(3);
		expect(await count('view=table&page=2')).toBe(0);
		expect((await inbox(busy.actor, 'narrow'))!.counts.get('sent')).toBe(3);
	});

	it('pages through everybody once: the longest wait first, then the latest moves', async () => {
		const paged = await employer(db, 'paged');
		const listing = await role(db, paged.id);
		const people = await Promise.all(Array.from({ length: 5 }, () => talent(app)));
		const ids: string[] = [];
		for (const { actor } of people) ids.push(await apply(app, actor, ask(listing)));
		for (const i of [3, 1]) await answerApplication(app, paged.actor, 'paged', ids[i]!, answer());
		const filter = readInboxFilter(new URLSearchParams('view=table'));
		const list = { organizationId: paged.id, filter };
		const pages = [0, 2, 4].map((offset) =>
			inboxTable(db, list, { states: columnsOf('role'), unanswered: 3, limit: 2, offset })
		);
		const seen = (await Promise.all(pages)).flat().map(({ id }) => ids.indexOf(id));
		expect(seen).toEqual([0, 2, 4, 1, 3]);
	});

	it('answers with a state and words that the person sees, with the interview’s time and place', async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask(open));
		await recordOpened(app, company.actor, 'company', id);
		expect((await myApplications(app, actor))?.[0]).toMatchObject({ state: 'viewed' });
		// Opening changes nothing that an answer could overwrite.
		expect(await answering(id)).toBe('accepted');
		const meetsAt = new Date('2026-12-01T02:00:00Z');
		expect(await answering(id, 2, 'interview', { meetsAt, place: '三楼' })).toBe('accepted');
		const [mine] = (await myApplications(app, actor))!;
		expect(mine?.state).toBe('interview');
		expect(mine?.events.map(({ to, reason, place }) => [to, reason, place])).toEqual([
			['viewed', '', null],
			['talking', '请下周来聊聊。', null],
			['interview', '请下周来聊聊。', '三楼']
		]);
		await recordOpened(app, company.actor, 'company', id);
		expect((await rowOf(id)).state).toBe('interview');
	});

	it('makes an offer that the person accepts, and hires', async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask(open));
		expect(await outcome(moveOwn(app, actor, { id, state: 'accepted', reason: '' }))).toBe('notNow');
		expect(await answering(id, 1, 'offer')).toBe('accepted');
		expect(await answering(id, 2, 'hired')).toBe('notNow');
		await moveOwn(app, actor, { id, state: 'accepted', reason: '' });
		expect(await answering(id, 3, 'hired')).toBe('accepted');
		expect(await outcome(apply(app, actor, ask(open)))).toBe('accepted');
	});

	it('cannot open or answer what is not its own', async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask(open));
		for (const slug of ['rival', 'company']) {
			expect(await outcome(answerApplication(app, rival.actor, slug, id, answer()))).toBe('notFound');
			expect(await outcome(recordOpened(app, rival.actor, slug, id))).toBe('notFound');
		}
		expect(await rowOf(id)).toMatchObject({ state: 'sent', viewedAt: null });
	});

	it('does not overwrite a colleague, an end, or move to what its kind of listing has not', async () => {
		const { actor } = await talent(app);
		const id = await apply(app, actor, ask(open));
		expect(await answering(id, 1, 'admitted')).toBe('notNow');
		expect(await answering(id, 1, 'viewed')).toBe('notNow');
		expect(await answering(id)).toBe('accepted');
		expect(await answering(id)).toBe('changedElsewhere');
		await withdraw(app, actor, id);
		expect(await answering(id, 3)).toBe('notNow');
	});
});

describe('seats', () => {
	const admit = (id: string, version = 1) =>
		answerApplication(app, company.actor, 'company', id, {
			...{ version, state: 'admitted', reason: '', meetsAt: null, place: null }
		});
	const stateOf = async (id: string) => (await rowOf(id)).state;

	it('go to twelve people for ten seats: ten in, two waiting, and one who leaves lets the first of them in', async () => {
		const { id, runId } = await course(db, company.id, [], 10);
		const people = await Promise.all(Array.from({ length: 12 }, () => talent(app)));
		const asked: string[] = [];
		for (const { actor } of people) asked.push(await apply(app, actor, ask(id, runId)));
		for (const one of asked) await admit(one);
		const states = await Promise.all(asked.map(stateOf));
		expect(states).toEqual([...Array<string>(10).fill('admitted'), 'waiting', 'waiting']);
		await moveOwn(app, people[3]!.actor, { id: asked[3]!, state: 'enrolled', reason: '' });
		await withdraw(app, people[3]!.actor, asked[3]!);
		expect([await stateOf(asked[10]!), await stateOf(asked[11]!)]).toEqual(['admitted', 'waiting']);
		const moved = (await myApplications(app, people[10]!.actor))?.[0]?.events.at(-1);
		expect(moved).toMatchObject({ from: 'waiting', to: 'admitted', mover: 'system' });
		const [run] = await db.select().from(courseRuns).where(eq(courseRuns.id, runId));
		expect(run?.seatsTaken).toBe(10);
	});

	it('are passed on in order when several leave at once, also past people who leave the list', async () => {
		const { id, runId } = await course(db, company.id, [], 2);
		const people = await Promise.all(Array.from({ length: 6 }, () => talent(app)));
		const asked: string[] = [];
		for (const { actor } of people) asked.push(await apply(app, actor, ask(id, runId)));
		for (const one of asked) await admit(one);
		await Promise.all([0, 1, 2].map((i) => withdraw(app, people[i]!.actor, asked[i]!)));
		const states = await Promise.all(asked.slice(3).map(stateOf));
		expect(states).toEqual(['admitted', 'admitted', 'waiting']);
	});

	it('that were completed stay taken', async () => {
		const { id, runId } = await course(db, company.id, [], 1);
		const [a, b] = [await talent(app), await talent(app)];
		const first = await apply(app, a.actor, ask(id, runId));
		const second = await apply(app, b.actor, ask(id, runId));
		await admit(first);
		await admit(second);
		await moveOwn(app, a.actor, { id: first, state: 'enrolled', reason: '' });
		const done = { version: 3, state: 'completed', reason: '', meetsAt: null, place: null } as const;
		await answerApplication(app, company.actor, 'company', first, done);
		expect(await stateOf(second)).toBe('waiting');
		expect(await outcome(admit(second, 2))).toBe('notNow');
	});
});
