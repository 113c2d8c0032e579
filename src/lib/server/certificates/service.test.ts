import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '#lib/server/app.ts';
import { answerAndSend } from '#lib/server/applications/testing.ts';
import { answerApplication } from '#lib/server/applications/received.ts';
import { apply } from '#lib/server/applications/service.ts';
import { applications } from '#lib/server/applications/table.ts';
import { certificateByCode } from '#lib/server/certificates/data.ts';
import {
	agreeCertificate,
	declineCertificate,
	myCertificates,
	shareCertificate,
	unshareCertificate
} from '#lib/server/certificates/service.ts';
import { sqlState } from '#lib/server/db/client.ts';
import { certificates } from '#lib/server/certificates/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { skillsOf, versionOf } from '#lib/server/talents/data.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import { course, employer, line, outcome, profile, talent, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = { ...testApp(db), environment: { host: 'localhost', port: 3000 } } as App;
beforeAll(() => loadSkills(db));
const university = await employer(db, 'university');

let person: Awaited<ReturnType<typeof talent>>;
let id: string;
beforeEach(async () => {
	person = await talent(app, { has: ['eeg 2', 'python 3'] });
	id = await completed(['eeg 3', 'ssvep 2', 'python 1']);
});

/** A course the person has completed; returns the certificate it offers. */
async function completed(taught: string[]): Promise<string> {
	const { id: listingId, runId } = await course(
		db,
		university.id,
		taught.map((skill) => line('taught', skill))
	);
	const application = await apply(app, person.actor, { listingId, slot: runId, letter: '' });
	for (const state of ['admitted', 'enrolled', 'completed'] as const)
		await answerAndSend(app, university, runId, { state, ids: [application] });
	const [row] = await db.select().from(certificates).where(eq(certificates.applicationId, application));
	return row!.id;
}
const skills = async () =>
	Object.fromEntries(
		(await skillsOf(db, person.id)).map(({ id, level, evidence }) => [id, `${level} ${evidence}`])
	);
const save = async (...has: string[]) =>
	saveProfile(
		app,
		person.actor,
		profile({ has, version: String(await versionOf(db, person.actor.accountId)) })
	);
const agree = () => agreeCertificate(app, person.actor, id);
const share = (more = {}) =>
	shareCertificate(app, person.actor, { id, holder: '陈知行', skills: true, dates: true, ...more });
const code = async () => (await db.select().from(certificates).where(eq(certificates.id, id)))[0]!.code;

test('what the university confirmed is evidence only after the person agrees, and never lowers what they say', async () => {
	expect(await skills()).toEqual({ eeg: '2 stated', python: '3 stated' });
	await agree();
	await agree();
	expect(await skills()).toEqual({ eeg: '3 verified', python: '3 stated', ssvep: '2 verified' });
	expect((await myCertificates(app, person.actor))[0]).toMatchObject({ state: 'agreed', shared: undefined });
});

test('a level above the certificate is the person’s own word, and at its level the evidence comes back', async () => {
	await agree();
	await save('eeg 4', 'ssvep 1');
	expect(await skills()).toEqual({ eeg: '4 stated', ssvep: '1 verified' });
	await save('eeg 3', 'python 1');
	expect(await skills()).toEqual({ eeg: '3 verified', python: '1 verified' });
});

test('a person who takes the agreement back keeps the skills as their own word, and what another certificate covers', async () => {
	await agree();
	await agreeCertificate(app, person.actor, await completed(['ssvep 2']));
	await share();
	await declineCertificate(app, person.actor, id);
	expect(await skills()).toEqual({ eeg: '3 stated', python: '3 stated', ssvep: '2 verified' });
	expect(await code()).toBeNull();
	await agree();
	expect(await skills()).toMatchObject({ eeg: '3 verified' });
});

test('a form that was open before must not write the old levels over the new ones', async () => {
	const version = String(await versionOf(db, person.actor.accountId));
	await agree();
	const late = saveProfile(app, person.actor, profile({ has: ['eeg 2'], version }));
	expect(await outcome(late)).toBe('changedElsewhere');
});

test('the check link shows what the holder chose, changes with it, and ends with it', async () => {
	expect(await outcome(share())).toBe('notNow');
	await agree();
	await share();
	const first = (await code())!;
	expect(first).toMatch(/^[\w-]{32}$/);
	expect(await certificateByCode(db, first)).toMatchObject({
		holder: '陈知行',
		dates: { from: '2027-03-01', to: '2027-06-01' },
		organization: { slug: 'university', verified: true }
	});
	expect((await certificateByCode(db, first))!.skills!.map(({ id }) => id)).toEqual([
		'eeg',
		'ssvep',
		'python'
	]);
	await share({ skills: false, dates: false });
	expect(await code()).toBe(first);
	expect(await certificateByCode(db, first)).toMatchObject({ skills: undefined, dates: undefined });
	await unshareCertificate(app, person.actor, id);
	expect(await certificateByCode(db, first)).toBeUndefined();
	await share();
	expect(await code()).not.toBe(first);
});

test('a completion taken back withdraws the certificate: its skills, and what its link says', async () => {
	const [row] = await db.select().from(certificates).where(eq(certificates.id, id));
	const [asked] = await db.select().from(applications).where(eq(applications.id, row!.applicationId));
	const answer = (state: 'enrolled' | 'completed', reason = '') =>
		answerApplication(app, university.actor, university.slug, asked!.id, {
			...{ state, reason, meetsAt: null, place: null },
			version: asked!.version
		});
	const again = async () =>
		answerAndSend(app, university, asked!.runId!, { state: 'completed', ids: [asked!.id] });
	await agree();
	await share();
	const link = (await code())!;
	expect(await outcome(answer('enrolled'))).toBe('notNow reason');
	await answer('enrolled', '成绩复核后未通过。');
	expect(await skills()).toEqual({ eeg: '3 stated', python: '3 stated', ssvep: '2 stated' });
	expect(await certificateByCode(db, link)).toMatchObject({
		...{ withdrawnOn: '2026-11-23', holder: '陈知行', skills: undefined }
	});
	expect(await outcome(agree())).toBe('notNow');
	const [run] = await db.select().from(courseRuns).where(eq(courseRuns.id, asked!.runId!));
	expect(run!.seatsTaken).toBe(1);
	await again();
	const both = await myCertificates(app, person.actor);
	expect(both.map(({ state }) => state)).toEqual(['offered', 'withdrawn']);
});

test('what nobody has agreed to is simply gone when its completion is taken back', async () => {
	const [row] = await db.select().from(certificates).where(eq(certificates.id, id));
	const [asked] = await db.select().from(applications).where(eq(applications.id, row!.applicationId));
	const back = { state: 'enrolled' as const, ids: [asked!.id] };
	await answerAndSend(app, university, asked!.runId!, back);
	expect(await myCertificates(app, person.actor)).toEqual([]);
});

test('somebody else’s certificate answers like one that does not exist', async () => {
	const other = await talent(app);
	for (const attempt of [agreeCertificate, declineCertificate, unshareCertificate])
		expect(await outcome(attempt(app, other.actor, id))).toBe('notFound');
	expect(await myCertificates(app, other.actor)).toEqual([]);
	expect(await certificateByCode(db, '')).toBeUndefined();
});

test('the database keeps a link from showing what its holder has not agreed to', async () => {
	const shown = db
		.update(certificates)
		.set({ code: 'c'.repeat(32), holder: '某人' })
		.where(eq(certificates.id, id));
	expect(await shown.then(() => 'written', sqlState)).toBe('23514');
});
