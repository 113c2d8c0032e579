import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { proofDecisionSchema, proofSchema } from '#lib/proofs/schema.ts';
import { auditLog } from '#lib/server/audit/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { notices } from '#lib/server/notifications/table.ts';
import {
	decideProof,
	expireProofs,
	handInProof,
	myProofs,
	proofQueue,
	removeProof
} from '#lib/server/proofs/service.ts';
import { studyProofs } from '#lib/server/proofs/table.ts';
import { clockedApp, person } from '#lib/server/searches/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { outcome, profile } from '#lib/server/talents/testing.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import { talentView } from '#lib/server/talents/view.ts';

const { app, setTime } = clockedApp(await testDatabase());
const { db } = app;
beforeAll(() => loadSkills(db));

const said = {
	kind: 'degree',
	degree: 'master',
	school: '东南大学',
	name: '陈同学',
	code: 'AB12CD34EF56GH78'
} as const;
const verified = { decision: 'verified', expiresOn: '2027-06-30', reason: null } as const;

async function people() {
	const actor = await person(app);
	const id = await saveProfile(app, actor, profile({ visibility: 'public' }));
	const operator: Actor = { ...(await person(app)), isOperator: true };
	return { actor, id, operator };
}
async function handedIn() {
	const them = await people();
	await handInProof(app, them.actor, said);
	const [proof] = await myProofs(app, them.actor);
	return { ...them, proof: proof! };
}
const newsOf = async ({ accountId }: Actor) =>
	(await db.select().from(notices).where(eq(notices.accountId, accountId))).map(({ data }) => data);

describe('a proof of studies', () => {
	test('counts in the profile once an operator has read it at the service, and leaves neither name nor code', async () => {
		const { actor, id, operator, proof } = await handedIn();
		expect((await talentView(db, undefined, id))?.proofs).toEqual([]);
		expect(await proofQueue(app, operator)).toContainEqual(expect.objectContaining({ ...said, own: false }));
		await decideProof(app, operator, { id: proof.id, ...verified });
		const { kind, degree, school } = said;
		expect((await talentView(db, undefined, id))?.proofs).toEqual([
			{ kind, degree, school, expiresOn: '2027-06-30' }
		]);
		const [row] = await db.select().from(studyProofs).where(eq(studyProofs.id, proof.id));
		expect([row!.name, row!.code, row!.decidedBy]).toEqual([null, null, operator.accountId]);
		expect(await newsOf(actor)).toEqual([{ kind: 'degree', news: 'verified' }]);
		const log = await db
			.select()
			.from(auditLog)
			.where(eq(auditLog.subject, `proof:${proof.id}`));
		expect(log.map(({ act }) => act)).toEqual(['proof.verified']);
	});

	test('that does not agree is refused with a reason, and may be handed in again', async () => {
		const { actor, id, operator, proof } = await handedIn();
		await decideProof(app, operator, {
			id: proof.id,
			decision: 'refused',
			expiresOn: null,
			reason: '姓名不符'
		});
		expect(await myProofs(app, actor)).toMatchObject([{ state: 'refused', reason: '姓名不符' }]);
		expect((await talentView(db, undefined, id))?.proofs).toEqual([]);
		await handInProof(app, actor, said);
		expect(await outcome(handInProof(app, actor, said))).toMatch(/^alreadyExists/);
	});

	test('ends on its day with a notice two weeks before and one at the end, each once', async () => {
		const { actor, id, operator, proof } = await handedIn();
		await decideProof(app, operator, { id: proof.id, ...verified });
		setTime('2027-06-20T04:00:00Z');
		await expireProofs(app);
		await expireProofs(app);
		setTime('2027-06-30T04:00:00Z');
		await expireProofs(app);
		expect((await talentView(db, undefined, id))?.proofs).toHaveLength(1);
		setTime('2027-07-01T04:00:00Z');
		await expireProofs(app);
		await expireProofs(app);
		setTime('2026-11-23T04:00:00Z');
		expect((await talentView(db, undefined, id))?.proofs).toEqual([]);
		const news = (await newsOf(actor)).map((data) => (data as { news: string }).news);
		expect(news.sort()).toEqual(['ending', 'expired', 'verified']);
	});

	test('is replaced by a newer one of its kind only when that is verified', async () => {
		const { actor, operator, proof } = await handedIn();
		await decideProof(app, operator, { id: proof.id, ...verified });
		await handInProof(app, actor, { ...said, degree: 'doctor' });
		const states = async () =>
			(await myProofs(app, actor)).map(({ state, degree }) => `${degree} ${state}`).sort();
		expect(await states()).toEqual(['doctor waiting', 'master verified']);
		const next = (await myProofs(app, actor)).find(({ state }) => state === 'waiting')!;
		await decideProof(app, operator, { id: next.id, ...verified });
		expect(await states()).toEqual(['doctor verified']);
	});

	test('is removed by its owner at any time, and by nobody else', async () => {
		const { actor, id, operator, proof } = await handedIn();
		await decideProof(app, operator, { id: proof.id, ...verified });
		expect(await outcome(removeProof(app, await person(app), proof.id))).toMatch(/^notFound/);
		await removeProof(app, actor, proof.id);
		expect((await talentView(db, undefined, id))?.proofs).toEqual([]);
	});

	test('is decided by an operator who has shown lately who they are, once, for a day to come, and not by its owner', async () => {
		const { actor, operator, proof } = await handedIn();
		const decision = { id: proof.id, ...verified };
		const decide = (who: Actor, more: object = {}) =>
			outcome(decideProof(app, who, { ...decision, ...more }));
		expect(await decide(actor)).toMatch(/^notFound/);
		expect(await decide({ ...operator, recent: false })).toMatch(/^confirmFirst/);
		expect(await decide({ ...actor, isOperator: true })).toMatch(/^notNow/);
		expect(await decide(operator, { expiresOn: '2026-11-23' })).toMatch(/^invalid/);
		expect(await decide(operator, { expiresOn: '2036-11-23' })).toMatch(/^invalid/);
		await decideProof(app, operator, decision);
		expect(await decide(operator)).toMatch(/^notNow/);
	});
});

describe('an identity number', () => {
	test.each(['school', 'name', 'code'])('is refused in the field %s', (field) => {
		const { success, issues } = v.safeParse(proofSchema, { ...said, [field]: '320102 19900307 123X' });
		expect([success, issues?.map(({ message }) => message)]).toEqual([
			false,
			['proofs_error_identity_number']
		]);
	});

	test('is refused in an operator’s reason', () => {
		const decision = { id: 'x', decision: 'refused', reason: '证件号 320102199003071234 不符' };
		expect(v.safeParse(proofDecisionSchema, decision).success).toBe(false);
	});

	test('is refused by the database as well', async () => {
		const { id } = await people();
		const row = { ...said, talentId: id, school: '东南大学 320102199003071234' };
		await expect(db.insert(studyProofs).values(row)).rejects.toThrow();
	});

	test('is not what a code looks like: those of the service pass, also as they are copied', () => {
		for (const code of [
			'AB12CD34EF56GH78',
			'ab12 cd34 ef56 gh78',
			'１２３４５６７８９０１２',
			'A1B2C3D4E5F6'
		])
			expect(v.safeParse(proofSchema, { ...said, code }).success).toBe(true);
		expect(v.safeParse(proofSchema, { ...said, code: 'AB12' }).success).toBe(false);
	});
});
