import fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, eq } from 'drizzle-orm';
import { afterAll, describe, expect, it } from 'vitest';
import {
	agreementMovers,
	agreementMovesFrom,
	allAgreementMoves,
	isOver,
	mayMoveAgreement,
	type AgreementMover
} from '#lib/agreements/moves.ts';
import { agreementStates, parties, type AgreementState, type Party } from '#lib/agreements/types.ts';
import type { App } from '#lib/server/app.ts';
import { moveOwn } from '#lib/server/applications/service.ts';
import { agreementEventsOf, textOf } from '#lib/server/agreements/data.ts';
import { acceptAsGuardian, askGuardian, moveAsGuardian } from '#lib/server/agreements/guardian.ts';
import { agreementAsGuardian, agreementAsSide, agreementAsStudent } from '#lib/server/agreements/page.ts';
import {
	acceptAsSide,
	acceptAsStudent,
	handInAsSchool,
	handInAsStudent,
	hashOf,
	moveAsSide,
	moveAsStudent,
	writeAgreement
} from '#lib/server/agreements/service.ts';
import {
	agreementAcceptances,
	agreementEvents,
	agreementMoves,
	agreements,
	agreementTexts
} from '#lib/server/agreements/table.ts';
import { sqlState } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { pdf } from '#lib/server/files/testing.ts';
import { intern, jointBase, terms } from '#lib/server/internships/testing.ts';
import { mails } from '#lib/server/mail/table.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { outcome, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
let second = 0;
const dataDir = await mkdtemp(join(tmpdir(), 'pons-papers-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const app = {
	...testApp(db),
	now: () => new Date(Date.UTC(2026, 10, 23, 4, 0, second++)),
	environment: { host: 'localhost', port: 3000, dataDir }
} as unknown as App;
await loadSkills(db);
const joint = await jointBase(app, 1000);
const { host, school } = joint;

const rowOf = async (id: string) =>
	(await db.select().from(agreements).where(eq(agreements.applicationId, id)))[0]!;
const hashNow = async (id: string) => (await textOf(db, (await rowOf(id)).id))!.hash;
const write = (id: string, more = {}) =>
	writeAgreement(app, host.actor, host.slug, id, { ...terms, ...more });

type Intern = Awaited<ReturnType<typeof intern>> & { token?: string };

/** A link as the guardian has it from the mail. */
async function guardianToken({ actor, application }: Intern, email: string): Promise<string> {
	await askGuardian(app, actor, application, { name: '陈父', email }, 'https://pons.example');
	const sent = await db.select().from(mails).where(eq(mails.recipient, email));
	return /guardian\/([\w-]+)/.exec(sent.at(-1)!.body)![1]!;
}

async function accept(one: Intern, party: Party, hash?: string) {
	const { actor, application: id, token } = one;
	const input = { name: '某人', hash: hash ?? (await hashNow(id)), agrees: true };
	if (party === 'student') return acceptAsStudent(app, actor, id, input);
	if (party === 'guardian') return acceptAsGuardian(app, token ?? '', input);
	const side = party === 'host' ? host : school;
	return acceptAsSide(app, side.actor, side.slug, id, input);
}

async function move(one: Intern, party: Party, state: AgreementState, reason = '因故') {
	const { actor, application: id, token } = one;
	if (party === 'student') return moveAsStudent(app, actor, id, { state, reason });
	if (party === 'guardian') return moveAsGuardian(app, token ?? '', { state, reason });
	const side = party === 'host' ? host : school;
	return moveAsSide(app, side.actor, side.slug, id, { state, reason });
}

/** Signed by everybody. */
async function signed(): Promise<Intern> {
	const one = await intern(app, joint);
	await write(one.application);
	await move(one, 'host', 'signing');
	for (const party of ['host', 'school', 'student'] as const) await accept(one, party);
	return one;
}

describe('the table of moves', () => {
	it('leads, in 10,000 random tries by random movers, only where it says, and its history replays', () => {
		const steps = fc.array(
			fc.tuple(fc.constantFrom(...agreementMovers), fc.constantFrom(...agreementStates)),
			{ maxLength: 40 }
		);
		fc.assert(
			fc.property(steps, (tried) => {
				let state: AgreementState = 'draft';
				const history: { from: AgreementState; to: AgreementState; mover: AgreementMover }[] = [];
				for (const [mover, to] of tried) {
					if (!mayMoveAgreement(state, to, mover)) continue;
					history.push({ from: state, to, mover });
					state = to;
				}
				const replayed = history.reduce<AgreementState>((at, { from, to }) => {
					expect(from).toBe(at);
					expect(isOver(from) && from !== 'completed').toBe(false);
					return to;
				}, 'draft');
				expect(replayed).toBe(state);
				// In force only after everybody accepted: a rule of the site says so, never one party's move.
				if (history.some(({ to }) => to === 'signed'))
					expect(history.find(({ to }) => to === 'signed')).toMatchObject({
						from: 'signing',
						mover: 'system'
					});
			}),
			{ numRuns: 10_000 }
		);
	});

	it('has no way out of what is over but with a completion taken back, and lets everybody leave what is not', () => {
		for (const state of agreementStates) {
			const out = agreementMovers.flatMap((mover) => agreementMovesFrom(state, mover));
			if (isOver(state)) expect(out).toEqual(state === 'completed' ? ['signed', 'amending'] : []);
			else
				for (const mover of ['host', 'school', 'student'] as const)
					expect(agreementMovesFrom(state, mover).some(isOver)).toBe(true);
		}
	});

	it('is the same in the database', async () => {
		const order = (moves: readonly object[]) => moves.map((one) => JSON.stringify(one)).sort();
		const stored = await db.select().from(agreementMoves);
		expect(order(stored)).toEqual(order(allAgreementMoves.map((one) => ({ ...one }))));
	});
});

describe('an agreement', () => {
	it('is in force when school, host and student have accepted the same text', async () => {
		const one = await intern(app, joint);
		const id = one.application;
		await write(id);
		expect(await outcome(accept(one, 'student'))).toBe('notNow');
		await move(one, 'school', 'signing');
		await accept(one, 'host');
		await accept(one, 'school');
		expect(await outcome(accept(one, 'school'))).toBe('alreadyExists');
		expect((await rowOf(id)).state).toBe('signing');
		await accept(one, 'student');
		expect(await rowOf(id)).toMatchObject({ state: 'signed', signedRevision: 1 });
		const { agreement } = await agreementAsStudent(app, one.actor, id);
		expect(agreement!.accepted.map(({ party }) => party)).toEqual(['host', 'school', 'student']);
		expect(new Set(agreement!.accepted.map(({ hash }) => hash))).toEqual(new Set([agreement!.text!.hash]));
		const { textZh, textEn, hash } = agreement!.text!;
		expect(hashOf(textZh, textEn)).toBe(hash);
		for (const part of ['陈知行', '示例·base', '研发楼三层', '2,000', '不得以任何名义向学生收取'])
			expect(textZh).toContain(part);
		expect(textEn).toContain('Nobody may charge the student');
	});

	it('needs everybody again after any change of its text, and the old text holds until then', async () => {
		const one = await signed();
		const id = one.application;
		const before = await hashNow(id);
		await write(id, { hoursPerWeek: 24 });
		expect(await rowOf(id)).toMatchObject({ state: 'amending', revision: 2, signedRevision: 1 });
		expect(await outcome(accept(one, 'student', before))).toBe('changedElsewhere');
		await accept(one, 'student');
		await accept(one, 'host');
		expect((await rowOf(id)).signedRevision).toBe(1);
		await write(id, { hoursPerWeek: 20 });
		await accept(one, 'host');
		await accept(one, 'school');
		expect((await rowOf(id)).state).toBe('amending');
		await accept(one, 'student');
		expect(await rowOf(id)).toMatchObject({ state: 'signed', signedRevision: 3 });
	});

	it('keeps its text when a party refuses an amendment, with a reason', async () => {
		const one = await signed();
		await write(one.application, { hoursPerWeek: 24 });
		expect(await outcome(move(one, 'student', 'signed', ''))).toBe('invalid reason');
		await move(one, 'student', 'signed');
		expect(await rowOf(one.application)).toMatchObject({ state: 'signed', signedRevision: 1 });
		const page = await agreementAsSide(app, school.actor, school.slug, one.application);
		expect(page.agreement!.text!.textZh).toContain('32 小时');
	});

	it('of somebody under 18 needs the guardian, who is asked by mail and has no account', async () => {
		const one: Intern = await intern(app, joint, { age: '16-17' });
		const id = one.application;
		await write(id);
		await move(one, 'host', 'signing');
		one.token = await guardianToken(one, `guardian${second}@sample.example`);
		for (const party of ['host', 'school', 'student'] as const) await accept(one, party);
		expect((await rowOf(id)).state).toBe('signing');
		const page = await agreementAsGuardian(app, one.token);
		expect(page.agreement).toMatchObject({ mayAccept: true, parties: [...parties] });
		expect(page.agreement!.text!.textZh).toContain('监护人');
		await accept(one, 'guardian');
		expect((await rowOf(id)).state).toBe('signed');
		expect(await outcome(agreementAsGuardian(app, 'nobody'))).toBe('notFound');
	});

	it('takes the paper that a guardian has signed, from the person or their school, and never without it', async () => {
		const one: Intern = await intern(app, joint, { age: '16-17' });
		const id = one.application;
		await write(id);
		await move(one, 'host', 'signing');
		for (const party of ['host', 'school', 'student'] as const) await accept(one, party);
		const paper = new File([new Uint8Array(pdf())], '协议.pdf', { type: 'application/pdf' });
		const input = { signer: '陈父', hash: await hashNow(id), agrees: true, paper };
		const byHost = handInAsSchool(app, host.actor, host.slug, id, input);
		expect(await outcome(byHost)).toBe('notAllowed');
		const withText = { ...input, paper: new File(['签字'], '协议.pdf', { type: 'application/pdf' }) };
		expect(await outcome(handInAsStudent(app, one.actor, id, withText))).toBe('invalid paper');
		const page = await agreementAsSide(app, school.actor, school.slug, id);
		expect(page.agreement).toMatchObject({ state: 'signing', mayHandIn: true });
		await handInAsSchool(app, school.actor, school.slug, id, input);
		expect((await rowOf(id)).state).toBe('signed');
		const { agreement } = await agreementAsStudent(app, one.actor, id);
		expect(agreement!.accepted.at(-1)).toMatchObject({ party: 'guardian', name: '陈父', way: 'paper' });
		const adult = await intern(app, joint);
		await write(adult.application);
		await move(adult, 'host', 'signing');
		const own = { ...input, hash: await hashNow(adult.application) };
		expect(await outcome(handInAsStudent(app, adult.actor, adult.application, own))).toBe('notNow');
	});

	it('charges nobody: words that ask for a fee are refused', async () => {
		const one = await intern(app, joint);
		const fee = write(one.application, { tasksZh: '实习前须缴纳培训费 2000 元。' });
		expect(await outcome(fee)).toBe('invalid tasksZh');
	});

	it('ends with the application: cancelled before it is signed, completed or ended after', async () => {
		const early = await intern(app, joint);
		await write(early.application);
		await moveOwn(app, early.actor, { id: early.application, state: 'withdrawn', reason: '' });
		expect((await rowOf(early.application)).state).toBe('cancelled');
		const late = await signed();
		await moveOwn(app, late.actor, { id: late.application, state: 'withdrawn', reason: '' });
		expect((await rowOf(late.application)).state).toBe('ended');
	});

	it('that was cancelled makes room for another', async () => {
		const one = await intern(app, joint);
		await write(one.application);
		await move(one, 'school', 'cancelled');
		await write(one.application);
		const all = eq(agreements.applicationId, one.application);
		expect(await db.$count(agreements, all)).toBe(2);
		expect(await db.$count(agreements, and(all, eq(agreements.state, 'draft')))).toBe(1);
	});
});

describe('the database', () => {
	it('holds, after random moves and acceptances by random parties, a state that its events replay to', async () => {
		const act = fc.oneof(
			{
				weight: 3,
				arbitrary: fc.record({ kind: fc.constant('accept' as const), party: fc.constantFrom(...parties) })
			},
			{
				weight: 2,
				arbitrary: fc.record({
					kind: fc.constant('move' as const),
					party: fc.constantFrom(...parties),
					to: fc.constantFrom(...agreementStates)
				})
			},
			{ weight: 1, arbitrary: fc.record({ kind: fc.constant('write' as const) }) },
			{ weight: 2, arbitrary: fc.record({ kind: fc.constant('send' as const) }) }
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(act, { minLength: 8, maxLength: 24 }),
				fc.constantFrom('adult', '16-17'),
				async (acts, age) => {
					const one: Intern = await intern(app, joint, { age: age as 'adult' });
					await write(one.application);
					const first = await rowOf(one.application);
					const state = async () =>
						(await db.select().from(agreements).where(eq(agreements.id, first.id)))[0]!;
					for (const step of acts) {
						const before = await state();
						if (isOver(before.state)) break;
						if (age !== 'adult' && !one.token && before.state === 'signing')
							one.token = await guardianToken(one, `g${second}@sample.example`).catch(() => undefined);
						if (step.kind === 'write') await outcome(write(one.application));
						if (step.kind === 'send') await outcome(move(one, 'host', 'signing'));
						if (step.kind === 'accept') await outcome(accept(one, step.party));
						if (step.kind === 'move') {
							const done = await outcome(move(one, step.party, step.to));
							if (!mayMoveAgreement(before.state, step.to, step.party)) expect(done).not.toBe('accepted');
						}
						const after = await state();
						if (!['signed', 'amending', 'interrupted'].includes(after.state)) continue;
						const needed = age === 'adult' ? 3 : 4;
						const accepted = await db.$count(
							agreementAcceptances,
							and(
								eq(agreementAcceptances.agreementId, first.id),
								eq(agreementAcceptances.revision, after.signedRevision!)
							)
						);
						expect(accepted).toBe(needed);
					}
					const events = await agreementEventsOf(db, first.id);
					const replayed = events.reduce<AgreementState>((at, { from, to, mover }) => {
						expect(from).toBe(at);
						expect(mayMoveAgreement(from, to, mover)).toBe(true);
						return to;
					}, 'draft');
					expect((await state()).state).toBe(replayed);
				}
			),
			{ numRuns: 25 }
		);
	}, 180_000);

	it('refuses what goes around the table: unsigned force, direct states, changed texts and acceptances', async () => {
		const one = await intern(app, joint);
		await write(one.application);
		const { id: agreementId } = await rowOf(one.application);
		const refused = (attempt: PromiseLike<unknown>) => attempt.then(() => 'written', sqlState);
		const event = (fromState: AgreementState, toState: AgreementState, mover: AgreementMover) =>
			refused(db.insert(agreementEvents).values({ agreementId, fromState, toState, mover, at: app.now() }));
		expect(await event('draft', 'completed', 'system')).toBe('23503');
		expect(await event('draft', 'signed', 'system')).toBe('23514');
		expect(await event('signing', 'signed', 'system')).toBe('23514');
		await move(one, 'host', 'signing');
		expect(await event('signing', 'signed', 'system')).toBe('23514');
		const own = eq(agreements.id, agreementId);
		expect(await refused(db.update(agreements).set({ state: 'signed' }).where(own))).toBe('23514');
		const text = eq(agreementTexts.agreementId, agreementId);
		expect(await refused(db.update(agreementTexts).set({ textZh: '别的' }).where(text))).toBe('23514');
		await accept(one, 'host');
		const given = eq(agreementAcceptances.agreementId, agreementId);
		expect(await refused(db.update(agreementAcceptances).set({ name: '别人' }).where(given))).toBe('23514');
		expect(await refused(db.delete(agreementAcceptances).where(given))).toBe('23514');
		const foreign = { agreementId, revision: 1, party: 'school', name: '乙', hash: 'f'.repeat(64) } as const;
		expect(await refused(db.insert(agreementAcceptances).values({ ...foreign, at: app.now() }))).toBe(
			'23503'
		);
		expect((await rowOf(one.application)).state).toBe('signing');
	});
});
