import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { accounts } from '#lib/server/accounts/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { setPersonalised } from '#lib/server/accounts/personalised.ts';
import { forgetWeights, matchBasis } from '#lib/server/matching/basis.ts';
import { candidatesForRole } from '#lib/server/matching/candidates.ts';
import { matchesForTalent, matchPanel } from '#lib/server/matching/service.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { takeSnapshot } from '#lib/server/skills/snapshot.ts';
import { saveProfile } from '#lib/server/talents/service.ts';
import {
	account,
	base,
	course,
	employer,
	line,
	outcome,
	profile,
	role,
	talent,
	testApp
} from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const all = { limit: 50, offset: 0 };
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

const company = await employer(db, 'company');
let close: string;
let far: string;
let doctor: string;
let unrelated: string;
let empty: string;
beforeAll(async () => {
	await loadSkills(db);
	close = await role(db, company.id, [
		line('required', 'eeg 3'),
		line('required', 'python 2'),
		line('required', 'cpp 2'),
		line('preferred', 'gcp 1')
	]);
	far = await role(db, company.id, [
		line('required', 'fnirs 3'),
		line('required', 'cpp 2'),
		line('required', 'gcp 2')
	]);
	doctor = await role(db, company.id, [line('required', 'eeg 3'), line('required', 'python 2')], {
		degree: 'doctor'
	});
	unrelated = await role(db, company.id, [line('required', 'gcp 2')]);
	empty = await role(db, company.id);
	await role(db, company.id, [line('required', 'eeg 3')], { state: 'draft' });
	forgetWeights(db);
});
const person = () => talent(app, { has: ['eeg 3', 'python 2', 'ssvep 2'] });

describe('roles for a talent', () => {
	it('come by rank with a degree that does not fit last, and leave out what shares nothing', async () => {
		const { actor } = await person();
		const matches = await matchesForTalent(app, actor, { kind: 'role', ...all });
		if (matches.state !== 'roles') throw new Error(matches.state);
		expect(matches.rows.map(({ card }) => card.id)).toEqual([close, far, doctor]);
		expect(matches.rows.map(({ match }) => match.misfits)).toEqual([[], [], ['degree']]);
		expect([matches.total, matches.order]).toEqual([3, 'rank']);
		expect(matches.rows.some(({ card }) => card.id === unrelated || card.id === empty)).toBe(false);
	});

	it('are explained by points that sum to the coverage', async () => {
		const { actor } = await person();
		const matches = await matchesForTalent(app, actor, { kind: 'role', ...all });
		if (matches.state !== 'roles') throw new Error(matches.state);
		for (const { match } of matches.rows) {
			expect(sum(match.lines.map(({ points }) => points))).toBe(match.headline);
			expect(sum(match.lines.map(({ outOf }) => outOf))).toBe(100);
		}
		const [first] = matches.rows;
		expect(first?.match.lines.map(({ skill, standing }) => [skill.zh, standing])).toEqual(
			expect.arrayContaining([
				['脑电', 'met'],
				['Python', 'met'],
				['C++', 'partly']
			])
		);
	});

	it('say the same numbers on the page of the role and to the company', async () => {
		const { actor, id } = await person();
		const matches = await matchesForTalent(app, actor, { kind: 'role', ...all });
		const panel = await matchPanel(app, actor, close);
		const candidates = await candidatesForRole(app, company.actor, 'company', close, all);
		if (matches.state !== 'roles' || candidates.state !== 'listed') throw new Error('not listed');
		const mine = matches.rows.find(({ card }) => card.id === close)!.match;
		expect(panel).toEqual({
			state: 'explained',
			...mine,
			own: { version: 1, levels: { eeg: 3, python: 2, ssvep: 2 } }
		});
		expect(candidates.rows.find((row) => row.id === id)?.match).toEqual(mine);
	});

	it('are the newest first for somebody who wants no personal order', async () => {
		const { actor } = await person();
		await db
			.update(listings)
			.set({ publishedAt: new Date('2026-11-20T00:00:00Z') })
			.where(eq(listings.id, doctor));
		await db.update(accounts).set({ personalised: false }).where(eq(accounts.id, actor.accountId));
		const matches = await matchesForTalent(app, actor, { kind: 'role', order: 'rank', ...all });
		expect(matches).toMatchObject({ state: 'roles', order: 'new', rows: [{ card: { id: doctor } }, {}, {}] });
	});

	it('are the same whether skills are written by id, by name in either language or by alias', async () => {
		const asWritten = async (has: string[]) => {
			const { actor } = await talent(app, { has });
			return matchPanel(app, actor, close);
		};
		const plain = await asWritten(['eeg 3', 'python 2', 'ssvep 2']);
		expect(plain).toMatchObject({ state: 'explained' });
		expect(await asWritten(['脑电 3', 'Python 2', 'SSVEP 2'])).toEqual(plain);
		expect(await asWritten(['electroencephalography 3', 'PYTHON 2', '稳态视觉诱发 2'])).toEqual(plain);
	});

	it('have a state of their own while there is not enough data', async () => {
		const { actor } = await talent(app, { has: ['eeg', 'python'] });
		expect(await matchesForTalent(app, actor, { kind: 'role', ...all })).toEqual({
			state: 'few-skills',
			skills: 2
		});
		expect(await matchPanel(app, actor, close)).toEqual({ state: 'few-skills', skills: 2 });
		expect(await matchPanel(app, actor, empty)).toEqual({ state: 'no-needs' });
		expect(await matchPanel(app, await account(db), close)).toEqual({ state: 'no-profile' });
		expect(await matchPanel(app, undefined, close)).toEqual({ state: 'signed-out' });
		expect(await matchPanel(app, actor, 'nosuchid')).toBeUndefined();
		expect(await matchesForTalent(app, await account(db), { kind: 'course', ...all })).toEqual({
			state: 'no-profile'
		});
	});
});

describe('courses and bases for a talent', () => {
	it('come by what they add towards the best roles, with the prerequisites that are missing', async () => {
		const { actor } = await person();
		const both = await course(db, company.id, [
			line('taught', 'cpp 3'),
			line('taught', 'gcp 2'),
			line('required', 'matlab 3')
		]);
		const one = await course(db, company.id, [line('taught', 'cpp 2')]);
		await course(db, company.id, [line('taught', 'eeg 4')]);
		const place = await base(db, company.id, [line('practised', 'cpp 2')]);
		const courses = await matchesForTalent(app, actor, { kind: 'course', ...all });
		if (courses.state !== 'gains') throw new Error(courses.state);
		expect(courses.rows.map(({ card }) => card.id)).toEqual([both.id, one.id]);
		expect(courses.rows[0]?.gain).toMatchObject({ gaps: 2, roles: 2, missing: [{ zh: 'MATLAB' }] });
		expect(courses.rows[0]?.gain.skills.map(({ zh }) => zh)).toContain('C++');
		await db
			.update(listings)
			.set({ publishedAt: new Date('2026-11-02T00:00:00Z') })
			.where(eq(listings.id, one.id));
		const asked = [{ order: 'new' as const }, {}].map((order) => ({
			kind: 'course' as const,
			...order,
			...all
		}));
		expect(await matchesForTalent(app, actor, asked[0]!)).toMatchObject({
			order: 'new',
			rows: [{ card: { id: one.id } }, { card: { id: both.id } }]
		});
		await setPersonalised(app, actor, false);
		expect(await matchesForTalent(app, actor, asked[1]!)).toMatchObject({
			order: 'new',
			personalised: false,
			rows: [{ card: { id: one.id } }, { card: { id: both.id } }]
		});
		const bases = await matchesForTalent(app, actor, { kind: 'base', ...all });
		expect(bases).toMatchObject({
			state: 'gains',
			total: 1,
			rows: [{ card: { id: place.id }, gain: { gaps: 1, missing: [] } }]
		});
	});
});

describe('candidates for a role', () => {
	it('never include hidden, blocking or suspended talents, and count none of them', async () => {
		const own = await employer(db, 'own');
		const asks = await role(db, own.id, [line('required', 'matlab 3')]);
		const has = ['matlab 3', 'eeg 3', 'python 2'];
		const seen = [await talent(app, { has }), await talent(app, { has, visibility: 'public' })];
		await talent(app, { has, visibility: 'hidden' });
		await talent(app, { has, blocked: ['Sample own'] });
		await talent(app, { has: ['matlab 3'] });
		const suspended = await talent(app, { has });
		await db
			.update(accounts)
			.set({ suspendedAt: new Date() })
			.where(eq(accounts.id, suspended.actor.accountId));
		const candidates = await candidatesForRole(app, own.actor, 'own', asks, all);
		if (candidates.state !== 'listed') throw new Error(candidates.state);
		const expected = seen.map(({ id }) => id).sort();
		expect(
			candidates.rows
				.filter(({ match }) => match.headline === 100)
				.map(({ id }) => id)
				.sort()
		).toEqual(expected);
		expect(candidates.total).toBe(candidates.rows.length);
		expect(Object.keys(candidates.rows[0]!).sort()).toEqual([
			'applied',
			'availableFrom',
			'degree',
			'displayName',
			'headline',
			'id',
			'match',
			'proof',
			'sample'
		]);
	});

	it('are for verified organizations, and for their own roles only', async () => {
		const pending = await employer(db, 'pending', 'pending');
		const theirs = await role(db, pending.id, [line('required', 'eeg 3')]);
		expect(await candidatesForRole(app, pending.actor, 'pending', theirs, all)).toMatchObject({
			state: 'unverified',
			title: { zh: '示例·role' }
		});
		expect(await outcome(candidatesForRole(app, company.actor, 'company', theirs, all))).toBe('notFound');
		expect(await outcome(candidatesForRole(app, company.actor, 'pending', theirs, all))).toBe('notFound');
		expect(await outcome(candidatesForRole(app, undefined, 'company', close, all))).toBe('signInFirst');
		expect(await candidatesForRole(app, company.actor, 'company', empty, all)).toMatchObject({
			state: 'no-needs'
		});
	});
});

describe('the lists', () => {
	it('follow what has changed at once: a new role, a closed one, other needs, a hidden profile', async () => {
		const own = await employer(db, 'changing');
		const { actor, id } = await talent(app, { has: ['tms 3', 'eeg 3', 'python 2'] });
		const roles = async () => {
			const matches = await matchesForTalent(app, actor, { kind: 'role', ...all });
			return matches.state === 'roles' ? matches.rows.map(({ card }) => card.id) : [];
		};
		const candidates = async () => {
			const listed = await candidatesForRole(app, own.actor, 'changing', added, all);
			return listed.state === 'listed' ? listed.rows.map((row) => row.id) : [];
		};
		const before = await roles();
		const added = await role(db, own.id, [line('required', 'tms 3')]);
		expect(await roles()).toEqual(expect.arrayContaining([...before, added]));
		expect(await candidates()).toContain(id);
		await saveProfile(app, actor, profile({ has: ['gcp 3', 'cpp 3', 'matlab 2'], version: '1' }));
		expect([await roles(), await candidates()]).toEqual([expect.not.arrayContaining([added]), []]);
		await saveProfile(
			app,
			actor,
			profile({ has: ['tms 3', 'eeg 3', 'python 2'], visibility: 'hidden', version: '2' })
		);
		expect([await roles(), await candidates()]).toEqual([expect.arrayContaining([added]), []]);
		await db.update(listings).set({ state: 'closed' }).where(eq(listings.id, added));
		expect(await roles()).toEqual(before);
	});

	it('come in pages that together are the whole list', async () => {
		const { actor } = await person();
		const page = async (offset: number, limit: number) => {
			const matches = await matchesForTalent(app, actor, { kind: 'role', offset, limit });
			return matches.state === 'roles' ? matches.rows.map(({ card }) => card.id) : [];
		};
		const whole = await page(0, 50);
		expect(whole.length).toBeGreaterThan(2);
		expect([...(await page(0, 2)), ...(await page(2, 50))]).toEqual(whole);
	});

	it('weigh skills by the snapshot of the night until there is a newer one', async () => {
		forgetWeights(db);
		expect((await matchBasis(app)).version).toMatch(/^counted /);
		await takeSnapshot(app);
		forgetWeights(db);
		const { version, idf } = await matchBasis(app);
		expect(version).not.toMatch(/^counted /);
		await role(db, company.id, [line('required', 'eeg 3')]);
		forgetWeights(db);
		expect((await matchBasis(app)).idf('eeg')).toBe(idf('eeg'));
		await takeSnapshot(app);
		forgetWeights(db);
		const next = await matchBasis(app);
		expect(next.version).not.toBe(version);
		expect(next.idf('eeg')).not.toBe(idf('eeg'));
	});
});
