import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { countTry } from '#lib/server/accounts/limit.ts';
import { rateLimits } from '#lib/server/accounts/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings } from '#lib/server/listings/table.ts';
import { forgetWeights } from '#lib/server/matching/basis.ts';
import { matchesForTalent } from '#lib/server/matching/service.ts';
import { changePicked, matchesForPicked, panelForPicked, readSkills } from '#lib/server/matching/visitor.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { employer, line, outcome, role, talent, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const all = { limit: 50, offset: 0 };
const skills = [
	{ id: 'eeg', level: 3 as const },
	{ id: 'python', level: 2 as const },
	{ id: 'ssvep', level: 2 as const }
];

let close: string;
let doctor: string;
beforeAll(async () => {
	await loadSkills(db);
	const company = await employer(db, 'company');
	close = await role(db, company.id, [line('required', 'eeg 3'), line('required', 'cpp 2')]);
	doctor = await role(db, company.id, [line('required', 'eeg 3'), line('required', 'python 2')], {
		degree: 'doctor'
	});
	await db
		.update(listings)
		.set({ publishedAt: new Date('2026-11-02T00:00:00Z') })
		.where(eq(listings.id, close));
	forgetWeights(db);
});

describe('a visitor', () => {
	it('pastes a text in either language, and its skills are recognised by any of their names', async () => {
		const text = '会用 Python 做腦電（EEG）的在线解码, and some steady-state visual evoked potential work.';
		const found = await readSkills(app, 'network', { text });
		expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(['eeg', 'python', 'ssvep']));
		expect(found.every(({ level }) => level === 2)).toBe(true);
		expect(await readSkills(app, 'network', { text: '素描与色彩' })).toEqual([]);
	});

	it('leaves nothing of the text behind', async () => {
		await readSkills(app, 'network', { text: 'EEG zephyr4711' });
		expect(JSON.stringify(await db.select().from(rateLimits))).not.toMatch(/zephyr4711|network/);
	});

	it('is asked to wait who sends texts without end', async () => {
		const tries = Array.from({ length: 200 }, () => readSkills(app, 'busy', { text: 'EEG' }));
		await Promise.all(tries);
		expect(await outcome(readSkills(app, 'busy', { text: 'EEG' }))).toBe('tooMany');
		expect(await outcome(readSkills(app, 'other', { text: 'EEG' }))).toBe('accepted');
	});

	it('is asked to wait who turns pages without end', async () => {
		const look = (network: string) => matchesForPicked(app, network, skills, { limit: 1, offset: 0 });
		for (let i = 0; i < 600; i++) await countTry(app, [['matchPicked', 'busy']]);
		expect(await outcome(look('busy'))).toBe('tooMany');
		expect(await outcome(look('other'))).toBe('accepted');
	});

	it('adds a skill by any name, drops one and sets levels', async () => {
		const change = (more: { add?: string; drop?: string }) =>
			changePicked(app, { skills, add: null, drop: null, ...more });
		expect(await change({ add: '脑电图' })).toEqual(skills);
		expect((await change({ add: 'c++' })).at(-1)).toEqual({ id: 'cpp', level: 2 });
		expect((await change({ drop: 'python' })).map(({ id }) => id)).toEqual(['eeg', 'ssvep']);
		expect(await outcome(change({ add: '不存在的技能' }))).toBe('invalid add');
	});

	it('sees the numbers a talent with these skills sees, and no degree that does not fit', async () => {
		const { actor } = await talent(app, { has: ['eeg 3', 'python 2', 'ssvep 2'], degree: 'doctor' });
		const own = await matchesForTalent(app, actor, { kind: 'role', ...all });
		const picked = await matchesForPicked(app, 'network', skills, all);
		const newest = await matchesForPicked(app, 'network', skills, all, 'new');
		if (own.state !== 'roles' || picked.state !== 'roles') throw new Error('not listed');
		const numbers = (rows: typeof picked.rows) =>
			rows.map(({ card, match: { headline, usePercent, lines } }) => [
				card.id,
				headline,
				usePercent,
				lines.map(({ points }) => points)
			]);
		expect(numbers(picked.rows)).toEqual(numbers(own.rows));
		expect(picked.rows.map(({ card }) => card.id)).toEqual([doctor, close]);
		expect(newest).toMatchObject({ rows: [{ card: { id: close } }, { card: { id: doctor } }] });
		expect(picked.rows.flatMap(({ match }) => match.misfits)).toEqual([]);
		expect(await panelForPicked(app, skills, close)).toEqual({
			state: 'explained',
			...picked.rows[1]!.match
		});
	});

	it('is told that more skills are needed, and skills that do not exist count for nothing', async () => {
		const unknown = [...skills.slice(0, 2), { id: 'nosuchskill', level: 2 as const }];
		expect(await matchesForPicked(app, 'network', unknown, all)).toMatchObject({
			state: 'few-skills',
			skills: [{ id: 'eeg' }, { id: 'python' }]
		});
		expect(await matchesForPicked(app, 'network', [], all)).toEqual({ state: 'none', skills: [] });
		expect(await panelForPicked(app, unknown, close)).toBeUndefined();
		expect(await panelForPicked(app, skills, 'nosuchrole')).toBeUndefined();
	});
});
