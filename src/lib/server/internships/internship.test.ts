import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import {
	hashOf,
	acceptAsSide,
	acceptAsStudent,
	moveAsSide,
	writeAgreement
} from '#lib/server/agreements/service.ts';
import { textOf } from '#lib/server/agreements/data.ts';
import { agreements } from '#lib/server/agreements/table.ts';
import { agreementAsStudent } from '#lib/server/agreements/page.ts';
import type { App } from '#lib/server/app.ts';
import type { StatementInput } from '#lib/internships/schema.ts';
import { answerApplication } from '#lib/server/applications/received.ts';
import { apply, moveOwn } from '#lib/server/applications/service.ts';
import { applicationEvents, applications } from '#lib/server/applications/table.ts';
import { requireAgreement } from '#lib/server/bases/team.ts';
import { organizationEntries, talentEntries } from '#lib/server/calendar/data.ts';
import { agreeCertificate, myCertificates } from '#lib/server/certificates/service.ts';
import { teachingOf } from '#lib/server/courses/cohorts.ts';
import { sqlState } from '#lib/server/db/client.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { agreed, evaluateAsSide, evaluateAsStudent } from '#lib/server/internships/evaluate.ts';
import { commentWeek, confirmDays, writeWeek } from '#lib/server/internships/log.ts';
import { internshipAsSide, internshipAsStudent, myInternships } from '#lib/server/internships/page.ts';
import { stateInternship } from '#lib/server/internships/statement.ts';
import { answer, intern, jointBase, terms, type JointBase } from '#lib/server/internships/testing.ts';
import { notices } from '#lib/server/notifications/table.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { skillsOf } from '#lib/server/talents/data.ts';
import { nameRoleTutor } from '#lib/server/internships/tutor.ts';
import { account, employer, line, outcome, role, talent, testApp } from '#lib/server/talents/testing.ts';
import { memberships } from '#lib/server/organizations/table.ts';

const { db } = await testDatabase();
let second = 0;
const app = {
	...testApp(db),
	now: () => new Date(Date.UTC(2027, 0, 14, 4, 0, second++)),
	environment: { host: 'localhost', port: 3000 }
} as unknown as App;
beforeAll(() => loadSkills(db));

let joint: JointBase;
beforeEach(async () => {
	joint = await jointBase({ ...app, now: () => new Date('2026-11-23T04:00:00Z') } as App);
});
const early = () => ({ ...app, now: () => new Date('2026-11-23T04:00:00Z') }) as App;
type Intern = Awaited<ReturnType<typeof intern>>;

const write = (id: string, more = {}) =>
	writeAgreement(app, joint.host.actor, joint.host.slug, id, { ...terms, ...more });
const send = (id: string) =>
	moveAsSide(app, joint.host.actor, joint.host.slug, id, { state: 'signing', reason: '' });
async function accept(one: Intern) {
	const id = one.application;
	const [agreement] = await db.select().from(agreements).where(eq(agreements.applicationId, id));
	const { hash } = (await textOf(db, agreement!.id))!;
	const by = (name: string) => ({ name, hash, agrees: true });
	await acceptAsSide(app, joint.host.actor, joint.host.slug, id, by('王主任'));
	await acceptAsSide(app, joint.school.actor, joint.school.slug, id, by('李处长'));
	await acceptAsStudent(app, one.actor, id, by('陈知行'));
}
const stateOf = async (id: string) =>
	(await db.select().from(applications).where(eq(applications.id, id)))[0]!.state;
const enrol = (one: Intern) =>
	moveOwn(app, one.actor, { id: one.application, state: 'enrolled', reason: '' });

test('nobody under 16 takes part, and a vocational student comes through a school', async () => {
	const one = await intern(early(), joint, null);
	const stated = { fullName: '陈知行', study: 'vocational', school: joint.school.slug } as const;
	const state = (more: object) =>
		outcome(stateInternship(app, one.actor, one.application, { ...stated, age: 'adult', ...more }));
	expect(await state({ age: 'under-16' })).toBe('invalid age');
	expect(await state({ school: null })).toBe('invalid school');
	expect(await state({ school: joint.host.slug })).toBe('invalid school');
	expect(await state({})).toBe('accepted');
	const stranger = await intern(early(), joint);
	expect(
		await outcome(stateInternship(app, stranger.actor, one.application, { ...stated, age: 'adult' }))
	).toBe('notFound');
});

test('an internship starts after the statement, and where it is needed after the agreement', async () => {
	const one = await intern(early(), joint, null);
	const id = one.application;
	await answer(app, joint, 'admitted', [id]);
	expect(await outcome(enrol(one))).toBe('notNow');
	await stateInternship(app, one.actor, id, {
		fullName: '陈知行',
		age: 'adult',
		study: 'vocational',
		school: joint.school.slug
	});
	expect(await outcome(enrol(one))).toBe('notNow');
	const around = db.insert(applicationEvents).values({
		applicationId: id,
		kind: 'base',
		fromState: 'admitted',
		toState: 'enrolled',
		mover: 'organization'
	});
	expect(await around.then(() => 'written', sqlState)).toBe('23514');
	await write(id);
	await send(id);
	await accept(one);
	await enrol(one);
	expect(await stateOf(id)).toBe('enrolled');
});

test('without a rule that asks for it an adult starts without an agreement; the school can ask for it', async () => {
	const [free, bound] = [await intern(early(), joint), await intern(early(), joint)];
	await answer(app, joint, 'admitted', [free.application, bound.application]);
	await enrol(free);
	await requireAgreement(app, joint.school.actor, joint.school.slug, joint.listingId, true);
	expect(await outcome(enrol(bound))).toBe('notNow');
});

test('from statement to verified evidence: log, comment, days, evaluations, certificate', async () => {
	const one = await intern(early(), joint);
	const id = one.application;
	await answer(app, joint, 'admitted', [id]);
	await enrol(one);
	const { host, school } = joint;
	const week = { day: '2027-01-13', text: '采集了三位受试者的数据。', days: 4, version: 0 };
	await writeWeek(app, one.actor, id, week);
	expect(await outcome(writeWeek(app, one.actor, id, week))).toBe('alreadyExists day');
	expect(await outcome(writeWeek(app, one.actor, id, { ...week, day: '2027-01-20' }))).toBe('invalid day');
	await writeWeek(app, one.actor, id, { ...week, text: '采集了四位。', version: 1 });
	const [logged] = (await internshipAsSide(app, school.actor, school.slug, id)).weeks;
	expect(logged).toMatchObject({ monday: '2027-01-11', text: '采集了四位。', days: 4, version: 2 });
	await commentWeek(app, school.actor, school.slug, id, { week: logged!.id, text: '写得清楚。' });
	await confirmDays(app, host.actor, host.slug, id, { week: logged!.id, days: 4 });
	expect(await outcome(confirmDays(app, school.actor, school.slug, id, { week: logged!.id, days: 4 }))).toBe(
		'notAllowed'
	);
	const say = (eeg: number, ssvep: number) => ({
		text: '独立完成了采集。',
		job: true,
		skills: [{ skillId: 'eeg', level: eeg }, ...(ssvep ? [{ skillId: 'ssvep', level: ssvep }] : [])]
	});
	await evaluateAsSide(app, host.actor, host.slug, id, say(3, 2));
	await evaluateAsStudent(app, one.actor, id, say(4, 4));
	await answer(app, joint, 'completed', [id]);
	expect(await myCertificates(app, one.actor)).toEqual([]);
	await evaluateAsSide(app, school.actor, school.slug, id, say(2, 0));
	const [certificate] = await myCertificates(app, one.actor);
	expect(certificate!.skills).toMatchObject([{ id: 'eeg', level: 2 }]);
	expect(await outcome(evaluateAsSide(app, school.actor, school.slug, id, say(3, 0)))).toBe('notNow');
	await agreeCertificate(app, one.actor, certificate!.id);
	expect(await skillsOf(db, one.id)).toMatchObject([{ id: 'eeg', level: 2, evidence: 'verified' }]);
	const own = await internshipAsStudent(app, one.actor, id);
	expect(own.weeks[0]).toMatchObject({ confirmedDays: 4, comments: [{ name: '李老师', side: 'school' }] });
	expect(own).toMatchObject({ endedWithJob: true, certificate: 'agreed' });
	const { outcomes } = await teachingOf(app, school.actor, school.slug);
	expect(outcomes).toMatchObject([{ listingId: joint.listingId, hired: null }]);
	expect((await teachingOf(app, joint.second.actor, joint.second.slug)).outcomes).toEqual([]);
	const told = await db.select().from(notices).where(eq(notices.accountId, one.actor.accountId));
	expect(told.map(({ data }) => (data as { news?: string }).news)).toEqual(
		expect.arrayContaining(['comment', 'evaluation', 'certificate'])
	);
});

test('a role that is an internship begins after the statement, and where an agreement is needed or written after that', async () => {
	const company = await employer(db, `roles${Date.now()}`);
	const listingId = await role(db, company.id);
	const hired = async (stated: Partial<StatementInput> | null) => {
		const one = await talent(app);
		const id = await apply(early(), one.actor, { listingId, slot: null, letter: '' });
		const move = (version: number, state: 'offer' | 'hired') =>
			answerApplication(app, company.actor, company.slug, id, {
				...{ version, state, reason: '', meetsAt: null, place: null }
			});
		await move(1, 'offer');
		await moveOwn(app, one.actor, { id, state: 'accepted', reason: '' });
		const statement = { fullName: '陈知行', age: 'adult', study: 'none', school: null, ...stated } as const;
		if (stated) await stateInternship(app, one.actor, id, statement);
		return { ...one, id, hire: () => outcome(move(3, 'hired')) };
	};
	expect(await (await hired(null)).hire()).toBe('notNow');
	expect(await (await hired({})).hire()).toBe('accepted');
	const { school } = joint;
	const vocational = await hired({ study: 'vocational', school: school.slug });
	expect(await vocational.hire()).toBe('notNow');
	const { id, actor } = vocational;
	const write = (more = {}) => writeAgreement(app, company.actor, company.slug, id, { ...terms, ...more });
	expect(await outcome(write())).toBe('invalid from');
	await write({ from: '2027-03-01', to: '2027-06-30' });
	await moveAsSide(app, school.actor, school.slug, id, { state: 'signing', reason: '' });
	const { agreement } = await agreementAsStudent(app, actor, id);
	expect(agreement!.text!.textZh).toContain('2027年6月30日');
	const input = { name: '某人', hash: agreement!.text!.hash, agrees: true };
	for (const side of [company, school]) await acceptAsSide(app, side.actor, side.slug, id, input);
	expect(await vocational.hire()).toBe('notNow');
	await acceptAsStudent(app, actor, id, input);
	expect(await vocational.hire()).toBe('accepted');
	const written = await hired({});
	await writeAgreement(app, company.actor, company.slug, written.id, {
		...{ ...terms, from: '2027-03-01', to: '2027-06-30' }
	});
	expect(await written.hire()).toBe('notNow');
	const mine = await myInternships(app, actor);
	expect(mine).toMatchObject([{ id, kind: 'role', agreement: 'signed', stated: true }]);
});

test('an internship in a role goes from its log to verified evidence too, and can be taken back', async () => {
	const company = await employer(db, `mentors${Date.now()}`);
	const listingId = await role(db, company.id, [line('required', 'eeg 2'), line('preferred', 'ssvep 2')]);
	const one = await talent(app);
	const id = await apply(early(), one.actor, { listingId, slot: null, letter: '' });
	const move = async (state: 'offer' | 'hired' | 'completed', reason = '') => {
		const [row] = await db.select().from(applications).where(eq(applications.id, id));
		const words = { version: row!.version, reason, meetsAt: null, place: null };
		await answerApplication(app, company.actor, company.slug, id, { ...words, state });
	};
	await move('offer');
	await moveOwn(app, one.actor, { id, state: 'accepted', reason: '' });
	await stateInternship(app, one.actor, id, {
		...{ fullName: '陈知行', age: 'adult', study: 'other', school: joint.school.slug }
	});
	const week = { day: '2027-01-13', text: '搭好了采集流程。', days: 4, version: 0 };
	expect(await outcome(writeWeek(app, one.actor, id, week))).toBe('notNow');
	const dated = { ...terms, from: '2027-01-11', to: '2027-03-31' };
	await writeAgreement(app, company.actor, company.slug, id, dated);
	await moveAsSide(app, company.actor, company.slug, id, { state: 'signing', reason: '' });
	const { text } = (await agreementAsStudent(app, one.actor, id)).agreement!;
	expect(text!.textZh).toContain('分别评价');
	const input = { name: '某人', hash: text!.hash, agrees: true };
	for (const side of [company, joint.school]) await acceptAsSide(app, side.actor, side.slug, id, input);
	await acceptAsStudent(app, one.actor, id, input);
	await move('hired');
	const dates = expect.objectContaining({ kind: 'base', time: { from: '2027-01-11', to: '2027-03-31' } });
	const own = { talentId: one.id, accountId: one.actor.accountId };
	expect(await talentEntries(db, own, '2027-01-14')).toContainEqual(dates);
	const host = { organizationId: company.id, slug: company.slug, seesPeople: true };
	expect(await organizationEntries(db, host, '2027-01-14')).toContainEqual(dates);
	await writeWeek(app, one.actor, id, week);
	const sides = [company, joint.school] as const;
	const comment = (side: (typeof sides)[number], week: string) =>
		commentWeek(app, side.actor, side.slug, id, { week, text: '写得清楚。' });
	const page = await internshipAsSide(app, company.actor, company.slug, id);
	expect(page).toMatchObject({ from: '2027-01-11', to: '2027-03-31', naming: { named: [] } });
	const [logged] = page.weeks;
	expect(await outcome(comment(company, logged!.id))).toBe('notAllowed');
	for (const side of sides)
		await nameRoleTutor(app, side.actor, side.slug, id, { account: side.actor.accountId, name: '导师' });
	const again = { account: company.actor.accountId, name: '导师' };
	expect(await outcome(nameRoleTutor(app, company.actor, company.slug, id, again))).toBe('alreadyExists');
	for (const side of sides) await comment(side, logged!.id);
	await confirmDays(app, company.actor, company.slug, id, { week: logged!.id, days: 4 });
	const say = (level: number) => ({ text: '能独立工作。', job: true, skills: [{ skillId: 'eeg', level }] });
	await evaluateAsSide(app, company.actor, company.slug, id, say(3));
	await evaluateAsStudent(app, one.actor, id, say(4));
	expect(
		await outcome(
			evaluateAsSide(app, company.actor, company.slug, id, {
				...say(3),
				skills: [{ skillId: 'python', level: 1 }]
			})
		)
	).toBe('invalid skills');
	await move('completed');
	await evaluateAsSide(app, joint.school.actor, joint.school.slug, id, say(2));
	const [certificate] = await myCertificates(app, one.actor);
	expect(certificate).toMatchObject({
		...{ kind: 'role', dates: { from: '2027-01-11', to: '2027-03-31' }, skills: [{ id: 'eeg', level: 2 }] }
	});
	await agreeCertificate(app, one.actor, certificate!.id);
	expect(await skillsOf(db, one.id)).toMatchObject([{ id: 'eeg', level: 2, evidence: 'verified' }]);
	expect(await internshipAsStudent(app, one.actor, id)).toMatchObject({
		...{ state: 'completed', agreement: 'completed', endedWithJob: true }
	});
	const { outcomes } = await teachingOf(app, joint.school.actor, joint.school.slug);
	expect(outcomes).toMatchObject([{ listingId, completed: 1 }]);
	expect(await outcome(move('hired'))).toBe('notNow reason');
	await move('hired', '日期写错了。');
	expect(await stateOf(id)).toBe('hired');
	expect(await skillsOf(db, one.id)).toMatchObject([{ id: 'eeg', evidence: 'stated' }]);
});

test('who is neither host nor school of a role names no tutor there', async () => {
	const one = await intern(early(), joint);
	const input = { account: joint.host.actor.accountId, name: '导师' };
	const attempt = nameRoleTutor(app, joint.host.actor, joint.host.slug, one.application, input);
	expect(await outcome(attempt)).toBe('notFound');
});

test('members who are not tutors read, but neither comment nor evaluate', async () => {
	const one = await intern(early(), joint);
	const id = one.application;
	await answer(app, joint, 'admitted', [id]);
	await enrol(one);
	const member = await account(db);
	await db
		.insert(memberships)
		.values({ organizationId: joint.host.id, accountId: member.accountId, role: 'editor' });
	expect((await internshipAsSide(app, member, joint.host.slug, id)).tutor).toBe(false);
	const said = { text: '好。', job: false, skills: [] };
	expect(await outcome(evaluateAsSide(app, member, joint.host.slug, id, said))).toBe('notAllowed');
});

test('an internship is seen by its person, its school and its host, and by nobody else', async () => {
	const one = await intern(early(), joint);
	const id = one.application;
	const other = await employer(db, `curious${second}`);
	const somebody = await intern(early(), joint);
	const { second: unrelated } = joint;
	for (const attempt of [
		() => internshipAsSide(app, other.actor, other.slug, id),
		() => internshipAsSide(app, unrelated.actor, unrelated.slug, id),
		() => internshipAsStudent(app, somebody.actor, id),
		() => writeAgreement(app, unrelated.actor, unrelated.slug, id, terms),
		() => writeWeek(app, somebody.actor, id, { day: '2027-01-13', text: '甲', days: 1, version: 0 })
	])
		expect(await outcome(attempt())).toBe('notFound');
	expect((await internshipAsSide(app, joint.school.actor, joint.school.slug, id)).side).toBe('school');
	await moveOwn(app, one.actor, { id, state: 'withdrawn', reason: '' });
	const gone = internshipAsSide(app, joint.host.actor, joint.host.slug, id);
	expect(await outcome(gone)).toBe('notFound');
});

test('a skill is certified at the lowest level of those who confirm it, and only when all of them do', () => {
	const said = (voice: 'host' | 'school' | 'student', skillId: string, level: number) => ({
		voice,
		skillId,
		level
	});
	const levels = [
		said('host', 'a', 3),
		said('school', 'a', 2),
		said('host', 'b', 4),
		said('student', 'b', 4)
	];
	expect(agreed(levels, ['host', 'school'])).toEqual([{ skillId: 'a', level: 2 }]);
	expect(agreed(levels, ['host'])).toEqual([
		{ skillId: 'a', level: 3 },
		{ skillId: 'b', level: 4 }
	]);
	expect(hashOf('甲', 'A')).toMatch(/^[0-9a-f]{64}$/);
});
