// Two skills become one, and everything that referred to the one that goes refers to the one that stays.
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { auditLog } from '#lib/server/audit/table.ts';
import { certificateSkills } from '#lib/server/certificates/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { savedSearches } from '#lib/server/searches/table.ts';
import { demandSignals, signalSkills } from '#lib/server/signals/table.ts';
import { readDirectory, skillDirectory } from '#lib/server/skills/directory.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { mergeSkill, previewMerge } from '#lib/server/skills/merge.ts';
import { skillParents, skills, skillSnapshots, skillSuggestions } from '#lib/server/skills/table.ts';
import { suggest } from '#lib/server/skills/suggestions.ts';
import { talents, talentSkills } from '#lib/server/talents/table.ts';
import {
	account,
	course,
	employer,
	line,
	outcome,
	role,
	talent,
	testApp
} from '#lib/server/talents/testing.ts';
import { presentAddress } from '#lib/server/web/present-skills.ts';

const { db } = await testDatabase();
const app = testApp(db);
const operator: Actor = { ...(await account(db, 'operator')), isOperator: true, recent: true };

const file =
	[
		'id,parents,zh,en,aliases_zh,aliases_en,identifiers',
		'neuro,,神经工程,Neural engineering,,,',
		'signals,neuro,神经信号,Neural signals,,,',
		'methods,neuro,方法,Methods,,,mesh:D1',
		'eeg,signals,脑电,EEG,脑电图,,mesh:D2',
		'scalp,signals,头皮脑电,Scalp EEG,,surface EEG,mesh:D3',
		'p300,methods,事件相关,P300,,,',
		'waves,methods,波形,Waves,,,'
	].join('\n') + '\n';
await loadSkills(db, file);

const at = await employer(db, 'merge');
const both = await role(db, at.id, [
	line('required', 'eeg 1'),
	line('required', 'scalp 3'),
	line('preferred', 'scalp')
]);
const onlyOld = await course(db, at.id, [line('taught', 'scalp 2')]);
const onlyKept = await role(db, at.id, [line('required', 'eeg')]);
const stated = await talent(app, { has: ['eeg 2', 'scalp 3', 'p300 1'] });
const proven = await talent(app, { has: ['eeg 3', 'scalp 3'] });
await db
	.update(talentSkills)
	.set({ evidence: 'verified', note: '证书' })
	.where(sql`talent_id = ${proven.id} and skill_id = 'scalp'`);

const search = async (actor: Actor, query: string, kind: 'listing' | 'talent' = 'listing') =>
	(
		await db
			.insert(savedSearches)
			.values({
				...{ accountId: actor.accountId, name: 'x', query, frequency: 'daily', kind },
				organizationId: kind === 'talent' ? at.id : null
			} as typeof savedSearches.$inferInsert)
			.returning()
	)[0]!.id;
const older = await search(stated.actor, 'skill=eeg');
const twin = await search(stated.actor, 'skill=scalp');
const several = await search(proven.actor, 'skill=p300&skill=scalp&gives=scalp');
const forTalents = await search(at.actor, 'skill=scalp&evidence=verified', 'talent');
const queryOf = async (id: string) =>
	(await db.select().from(savedSearches).where(eq(savedSearches.id, id)))[0]?.query;

const [signal] = await db
	.insert(demandSignals)
	.values({ organizationId: at.id, headcount: '2-5', neededBy: '2027-03-01' })
	.returning();
await db.insert(signalSkills).values(['eeg', 'scalp'].map((skillId) => ({ signalId: signal!.id, skillId })));
const night = { day: '2026-11-20', district: '', studyLevel: '' };
await db.insert(skillSnapshots).values([
	{ ...night, skillId: 'eeg', roles: 2, named: 2 },
	{ ...night, skillId: 'scalp', roles: 3, named: 1 },
	{ ...night, skillId: 'scalp', roles: 5, day: '2026-11-19' },
	{ ...night, skillId: 'methods', roles: 4, named: 1 },
	{ ...night, skillId: 'waves', roles: 3, named: 3 }
]);
await suggest(app, stated.actor, { kind: 'alias', name: '脑波', skill: 'scalp', reason: '常用' });

const merge = (id: string, into: string, version = 1) => mergeSkill(app, operator, id, { into, version });
const linesOf = async (id: string) =>
	(await db.select().from(listingSkills).where(eq(listingSkills.listingId, id)))
		.map(({ skillId, relation, level }) => `${relation} ${skillId} ${level ?? '-'}`)
		.sort();
const skillsOf = async (id: string) =>
	(await db.select().from(talentSkills).where(eq(talentSkills.talentId, id)))
		.map(({ skillId, level, evidence, note }) => `${skillId} ${level} ${evidence} ${note}`.trim())
		.sort();

describe('merging a skill into another', () => {
	it('is refused where it would break the tree or lose what hangs on it', async () => {
		expect(await outcome(merge('scalp', 'scalp'))).toBe('invalid into');
		expect(await outcome(merge('scalp', 'neuro'))).toBe('invalid into');
		expect(await outcome(merge('signals', 'eeg'))).toBe('invalid into');
		expect(await outcome(merge('signals', 'p300'))).toBe('invalid into');
		expect(await outcome(merge('neuro', 'signals'))).toBe('notNow');
		expect(await outcome(merge('scalp', '没有'))).toBe('invalid into');
		expect(await outcome(merge('scalp', 'eeg', 7))).toBe('changedElsewhere');
		expect(await outcome(merge('nothing', 'eeg'))).toBe('notFound');
		const input = { into: 'eeg', version: 1 };
		expect(await outcome(mergeSkill(app, stated.actor, 'scalp', input))).toBe('notFound');
		expect(await outcome(mergeSkill(app, { ...operator, recent: false }, 'scalp', input))).toBe(
			'confirmFirst'
		);
		expect(await db.$count(skills)).toBe(7);
	});

	it('is shown with what it touches before it is made', async () => {
		expect(await previewMerge(app, operator, 'scalp', { into: '脑电图', version: 1 })).toMatchObject({
			into: { id: 'eeg' },
			names: ['头皮脑电', 'Scalp EEG', 'surface EEG'],
			children: [],
			reach: { listings: 2, openListings: 2, talents: 2, searches: 3, plans: 0, signals: 1, documents: 4 }
		});
	});

	it('takes along listings, people, searches, signals, history, names and its address', async () => {
		await db.delete(searchOutbox);
		const before = await db.select().from(listings);
		const [person] = await db.select().from(talents).where(eq(talents.id, stated.id));
		expect(await merge('scalp', 'eeg')).toBe('eeg');

		expect(await linesOf(both)).toEqual(['preferred eeg -', 'required eeg 3']);
		expect(await linesOf(onlyOld.id)).toEqual(['taught eeg 2']);
		expect(await linesOf(onlyKept)).toEqual(['required eeg -']);
		expect(await skillsOf(stated.id)).toEqual(['eeg 3 stated', 'p300 1 stated']);
		expect(await skillsOf(proven.id)).toEqual(['eeg 3 verified 证书']);

		expect([await queryOf(older), await queryOf(twin)]).toEqual(['skill=eeg', undefined]);
		expect(await queryOf(several)).toBe('skill=eeg&skill=p300&gives=eeg');
		expect(await queryOf(forTalents)).toBe('skill=eeg&evidence=verified');
		expect(await db.select().from(signalSkills)).toEqual([{ signalId: signal!.id, skillId: 'eeg' }]);
		expect(await db.$count(certificateSkills, eq(certificateSkills.skillId, 'scalp'))).toBe(0);
		const history = await db.select().from(skillSnapshots).where(eq(skillSnapshots.skillId, 'eeg'));
		expect(history.map(({ day, roles, named }) => [day, roles, named]).sort()).toEqual([
			['2026-11-19', 5, 0],
			['2026-11-20', 5, 3]
		]);
		expect(await db.select().from(skillSuggestions)).toMatchObject([{ skillId: 'eeg' }]);

		const directory = await skillDirectory(db);
		for (const name of ['头皮脑电', 'surface EEG', 'scalp']) expect(directory.resolve(name)?.id).toBe('eeg');
		expect([directory.get('scalp'), directory.present('scalp')]).toEqual([undefined, 'eeg']);
		const [kept] = await db.select().from(skills).where(eq(skills.id, 'eeg'));
		expect(kept!.identifiers).toEqual(['mesh:D2', 'mesh:D3']);

		// What shows either of them is sent to the index again, and read anew by whoever holds a copy.
		const marked = (await db.select().from(searchOutbox)).map(({ documentId }) => documentId);
		expect(marked.sort()).toEqual([both, onlyOld.id, onlyKept, stated.id, proven.id].sort());
		const version = (id: string) => before.find((listing) => listing.id === id)!.version;
		const now = new Map((await db.select().from(listings)).map((listing) => [listing.id, listing.version]));
		expect([now.get(both), now.get(onlyKept)]).toEqual([version(both) + 1, version(onlyKept)]);
		const [same] = await db.select().from(talents).where(eq(talents.id, stated.id));
		expect(same!.version).toBe(person!.version + 1);
		const deeds = await db.select().from(auditLog).where(eq(auditLog.act, 'skill.merged'));
		expect(deeds).toMatchObject([{ subject: 'skill:eeg' }]);
	});

	it('leads kept addresses to the one that stays', async () => {
		const present = (path: string) => presentAddress(app, new URL(`https://pons.example${path}`));
		expect(await present('/search?q=a&skill=scalp&skill=p300')).toBe('/search?q=a&skill=eeg&skill=p300');
		expect(await present('/match?s=scalp:3,p300:1')).toBe('/match?s=eeg%3A3%2Cp300%3A1');
		expect(await present('/search?skill=eeg')).toBeUndefined();
		expect(await present('/search?q=scalp')).toBeUndefined();
	});

	it('takes along what lies under it, and counts history once where the one contained the other', async () => {
		expect(await merge('waves', 'methods')).toBe('methods');
		const [row] = await db.select().from(skillSnapshots).where(eq(skillSnapshots.skillId, 'methods'));
		expect([row!.roles, row!.named]).toEqual([4, 4]);
		expect(await outcome(merge('methods', 'p300', 2))).toBe('invalid into');
		expect(await merge('methods', 'signals', 2)).toBe('signals');
		expect(await db.select().from(skillParents).where(eq(skillParents.skillId, 'p300'))).toEqual([
			{ skillId: 'p300', parentId: 'signals' }
		]);
		// Merged twice: the first address still leads to what is left.
		expect((await skillDirectory(db)).present('waves')).toBe('signals');
	});

	it('is not undone by a later data file that still names the one that is gone', async () => {
		// The name may belong to another skill in the file by now: what operators named keeps it.
		const later = file.replace('scalp,signals,头皮脑电', 'scalp,signals,头皮');
		await loadSkills(db, `${later}new,methods,新的,New,头皮脑电,,\n`);
		const ids = (await db.select().from(skills)).map(({ id }) => id).sort();
		expect(ids).toEqual(['eeg', 'neuro', 'new', 'p300', 'signals']);
		expect(await db.select().from(skillParents).where(eq(skillParents.skillId, 'new'))).toEqual([
			{ skillId: 'new', parentId: 'signals' }
		]);
		expect((await readDirectory(db)).resolve('头皮脑电')?.id).toBe('eeg');
	});
});
