import { beforeAll, expect, it } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { forgetWeights } from '#lib/server/matching/basis.ts';
import { besideOf } from '#lib/server/matching/beside.ts';
import { matchesForTalent } from '#lib/server/matching/service.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { account, base, course, employer, line, role, talent, testApp } from '#lib/server/talents/testing.ts';

const { db } = await testDatabase();
const app = testApp(db);
const company = await employer(db, 'company');
const shown: Array<{ id: string; kind: 'role' | 'course' | 'base' }> = [];
let needless: string;
beforeAll(async () => {
	await loadSkills(db);
	const needs = [line('required', 'eeg 3'), line('required', 'cpp 2'), line('preferred', 'gcp 1')];
	const close = await role(db, company.id, needs);
	needless = await role(db, company.id);
	const draft = await role(db, company.id, needs, { state: 'draft' });
	const taught = await course(db, company.id, [line('taught', 'cpp 3'), line('required', 'matlab 3')]);
	const known = await course(db, company.id, [line('taught', 'eeg 4')]);
	const place = await base(db, company.id, [line('practised', 'gcp 2')]);
	for (const id of [close, needless, draft]) shown.push({ id, kind: 'role' });
	for (const { id } of [taught, known]) shown.push({ id, kind: 'course' });
	shown.push({ id: place.id, kind: 'base' });
	forgetWeights(db);
});

it('says of a listing in any list what the lists of matches say, and of others nothing', async () => {
	const { actor } = await talent(app, { has: ['eeg 3', 'python 2', 'ssvep 2'] });
	const expected = new Map<string, unknown>();
	for (const kind of ['role', 'course', 'base'] as const) {
		const matches = await matchesForTalent(app, actor, { kind, limit: 50, offset: 0 });
		if (matches.state === 'roles')
			for (const { card, match } of matches.rows) expected.set(card.id, { match });
		else if (matches.state === 'gains')
			for (const { card, gain } of matches.rows) expected.set(card.id, { gain });
		else throw new Error(matches.state);
	}
	expect(expected.size).toBe(3);
	expect(new Map(await besideOf(app, actor, shown))).toEqual(expected);
	expect(await besideOf(app, actor, [{ id: needless, kind: 'role' }])).toEqual(new Map());
});

it('says nothing to visitors, without a profile, and with too few skills', async () => {
	const { actor } = await talent(app, { has: ['eeg 3'] });
	for (const reader of [undefined, await account(db), actor])
		expect(await besideOf(app, reader, shown)).toEqual(new Map());
});
