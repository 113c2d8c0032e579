// Operators edit the tree: what is refused, what is marked, what a later data file leaves alone, and what people suggest.
import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '#lib/accounts/types.ts';
import { auditLog } from '#lib/server/audit/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { notices } from '#lib/server/notifications/table.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import {
	addSkill,
	editPage,
	editSkill,
	findSkills,
	previewEdit,
	previewNew
} from '#lib/server/skills/edit.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import {
	ownSuggestions,
	refuseSuggestion,
	suggest,
	suggestionQueue
} from '#lib/server/skills/suggestions.ts';
import { skillAliases, skillParents, skills } from '#lib/server/skills/table.ts';
import { account, employer, line, outcome, role, talent, testApp } from '#lib/server/talents/testing.ts';
import { editSkillSchema, newSkillSchema, suggestSchema } from '#lib/skills/schema.ts';

const { db } = await testDatabase();
const app = testApp(db);
const operator: Actor = { ...(await account(db, 'operator')), isOperator: true };

/** Two groups, two families, three skills. */
const tree = (changes: Record<string, string> = {}, ...more: string[]) =>
	[
		'id,parents,zh,en,aliases_zh,aliases_en,identifiers',
		...Object.values({
			neuro: 'neuro,,神经工程,Neural engineering,,,',
			clinic: 'clinic,,临床,Clinic,,,',
			signals: 'signals,neuro,神经信号,Neural signals,,,',
			methods: 'methods,neuro,方法,Methods,,,',
			eeg: 'eeg,signals,脑电,EEG,脑电图,,',
			ssvep: 'ssvep,signals,稳态诱发,SSVEP,,,',
			p300: 'p300,methods,事件相关,P300,,,',
			...changes
		}),
		...more
	].join('\n') + '\n';

const at = await employer(db, 'tree');
await loadSkills(db, tree());
const ofEeg = await role(db, at.id, [line('required', 'eeg')]);
const ofSsvep = await role(db, at.id, [line('required', 'ssvep')]);
const person = await talent(app, { has: ['eeg 2'] });

/** What the editor's form holds, with changes. */
async function form(id: string, changes: Record<string, unknown> = {}) {
	const page = await editPage(app, operator, id);
	return v.parse(editSkillSchema, {
		...{ zh: page.zh, en: page.en, version: String(page.version), keepOld: 'on' },
		aliasesZh: page.aliasesZh.join('\n'),
		aliasesEn: page.aliasesEn.join('\n'),
		parents: page.parents.map((parent) => parent.id),
		...changes
	});
}
const edit = async (id: string, changes: Record<string, unknown>) =>
	editSkill(app, operator, id, await form(id, changes));
const added = (changes: Record<string, unknown>) =>
	v.parse(newSkillSchema, { zh: '近红外', en: 'Near infrared', parents: ['signals'], ...changes });

const marked = async () => (await db.select().from(searchOutbox)).map((row) => row.documentId).sort();
const parentsOf = async (id: string) =>
	(await db.select().from(skillParents).where(eq(skillParents.skillId, id)))
		.map(({ parentId }) => parentId)
		.sort();
const resolve = async (name: string) => (await skillDirectory(db)).resolve(name)?.id;

beforeEach(() => db.delete(searchOutbox).then(() => {}));

describe('an operator’s edit of a skill', () => {
	it('is shown with what it touches before it is made', async () => {
		const preview = await previewEdit(app, operator, 'eeg', await form('eeg', { zh: '脑电信号' }));
		expect(preview).toMatchObject({
			isSame: false,
			renamed: [{ from: '脑电', to: '脑电信号' }],
			added: ['脑电信号'],
			removed: [],
			taken: [],
			reach: { listings: 1, openListings: 1, talents: 1, documents: 2, searches: 0, plans: 0, signals: 0 }
		});
		expect(await previewEdit(app, operator, 'eeg', await form('eeg'))).toMatchObject({ isSame: true });
		expect(await marked()).toEqual([]);
	});

	it('renames, keeps the former name findable, and marks what shows it', async () => {
		await edit('eeg', { zh: '脑电信号', aliasesZh: '' });
		expect(await resolve('脑电信号')).toBe('eeg');
		expect(await resolve('脑电')).toBe('eeg');
		expect(await resolve('脑电图')).toBeUndefined();
		expect(await marked()).toEqual([ofEeg, person.id].sort());
		const [last] = await db.select().from(auditLog).where(eq(auditLog.subject, 'skill:eeg'));
		expect(last).toMatchObject({ act: 'skill.renamed' });
	});

	it('moves it with all that lies under it, and marks that too', async () => {
		const preview = await previewEdit(
			app,
			operator,
			'signals',
			await form('signals', { parents: ['clinic'] })
		);
		expect(preview.moved).toMatchObject({ from: [{ id: 'neuro' }], to: [{ id: 'clinic' }] });
		expect(preview.reach.documents).toBe(3);
		await edit('signals', { parents: ['clinic'] });
		expect(await marked()).toEqual([ofEeg, ofSsvep, person.id].sort());
	});

	it('is refused where the tree would break, with the field that is wrong', async () => {
		expect(await outcome(edit('neuro', { zh: '别的', parents: ['clinic'] }))).toBe('notNow');
		expect(await outcome(edit('signals', { parents: ['eeg'] }))).toBe('invalid parents.0');
		expect(await outcome(edit('signals', { parents: ['signals'] }))).toBe('invalid parents.0');
		expect(await outcome(edit('signals', { parents: ['methods'] }))).toBe('invalid parents.0');
		expect(await outcome(edit('ssvep', { parents: ['signals', 'p300'] }))).toBe('invalid parents.1');
		expect(await outcome(edit('ssvep', { parents: ['没有这个'] }))).toBe('invalid parents.0');
		expect(await outcome(edit('ssvep', {}))).toBe('notNow');
	});

	it('is refused when another skill has the name, in whatever case, width or script', async () => {
		for (const changes of [{ en: 'p300' }, { aliasesZh: '事件相關' }, { aliasesEn: 'Ｐ３００' }]) {
			const preview = await previewEdit(app, operator, 'ssvep', await form('ssvep', changes));
			expect(preview.taken).toMatchObject([{ by: { id: 'p300' } }]);
			expect(await outcome(edit('ssvep', changes))).toBe('alreadyExists');
		}
	});

	it('does not overwrite what another tab has saved meanwhile', async () => {
		const stale = await form('p300', { zh: '甲' });
		await edit('p300', { zh: '乙' });
		expect(await outcome(editSkill(app, operator, 'p300', stale))).toBe('changedElsewhere');
		expect(await outcome(previewEdit(app, operator, 'p300', stale))).toBe('changedElsewhere');
	});

	it('is nobody else’s to make', async () => {
		expect(await outcome(editPage(app, person.actor, 'eeg'))).toBe('notFound');
		expect(await outcome(editSkill(app, person.actor, 'eeg', await form('eeg', { zh: '甲' })))).toBe(
			'notFound'
		);
		expect(await outcome(previewEdit(app, undefined, 'eeg', await form('eeg')))).toBe('notFound');
		expect(await outcome(addSkill(app, person.actor, added({})))).toBe('notFound');
		expect(await outcome(findSkills(app, person.actor, 'eeg'))).toBe('notFound');
		expect(await outcome(suggestionQueue(app, person.actor))).toBe('notFound');
	});
});

describe('a new skill', () => {
	it('gets an address of its English name, a depth of its parents, and is found at once', async () => {
		expect(await addSkill(app, operator, added({ aliasesEn: 'NIRS\nnear-IR' }))).toBe('near-infrared');
		expect(await resolve('nirs')).toBe('near-infrared');
		const [row] = await db.select().from(skills).where(eq(skills.id, 'near-infrared'));
		expect(row).toMatchObject({ depth: 3, held: ['names', 'parents'] });
		expect(await findSkills(app, operator, '近红')).toMatchObject([{ id: 'near-infrared' }]);
	});

	it('may not have another skill’s name', async () => {
		const preview = await previewNew(app, operator, added({ zh: '红外', en: 'nirs' }));
		expect(preview.taken).toMatchObject([{ name: 'nirs', by: { id: 'near-infrared' } }]);
		expect(await outcome(addSkill(app, operator, added({ zh: '红外', en: 'nirs' })))).toBe('alreadyExists');
		expect(await outcome(addSkill(app, operator, added({ zh: '红外', en: '红外线' })))).toBe('invalid en');
		expect(await addSkill(app, operator, added({ zh: '建议', en: 'Suggest' }))).toBe('suggest-2');
	});
});

describe('a later data file', () => {
	it('leaves alone what operators named, placed and added, and brings the rest', async () => {
		await loadSkills(
			db,
			tree(
				{ eeg: 'eeg,signals,脑电,EEG,脑电图,,', ssvep: 'ssvep,signals,稳态视觉诱发,SSVEP,,,' },
				'erp,methods,诱发电位,ERP,近红外,,'
			)
		);
		const nameOf = async (id: string) => (await db.select().from(skills).where(eq(skills.id, id)))[0]?.zh;
		expect(await nameOf('eeg')).toBe('脑电信号');
		expect(await nameOf('near-infrared')).toBe('近红外');
		expect(await nameOf('ssvep')).toBe('稳态视觉诱发');
		expect(await nameOf('erp')).toBe('诱发电位');
		expect(await parentsOf('signals')).toEqual(['clinic']);
		const alias = and(eq(skillAliases.folded, '近红外'), eq(skillAliases.skillId, 'near-infrared'));
		expect(await db.$count(skillAliases, alias)).toBe(1);
		expect(await db.$count(skillAliases, eq(skillAliases.folded, '脑电图'))).toBe(0);
	});

	it('hangs a new skill where there is room when operators moved what it was to hang on', async () => {
		await edit('ssvep', { parents: ['methods'] });
		// In the file it is a family, under which there is room for one more.
		const file = tree({ ssvep: 'ssvep,neuro,稳态视觉诱发,SSVEP,,,' }, 'below,ssvep,更深,Deeper,,,');
		await loadSkills(db, file);
		expect(await parentsOf('ssvep')).toEqual(['methods']);
		expect(await parentsOf('below')).toEqual(['methods']);
		const [row] = await db.select().from(skills).where(eq(skills.id, 'below'));
		expect(row!.depth).toBe(3);
	});
});

describe('what people suggest', () => {
	const suggestion = (changes: Record<string, unknown> = {}) =>
		v.parse(suggestSchema, { kind: 'skill', name: '脑磁', reason: '文献中常见', ...changes });

	it('waits for an operator, who accepts it by the edit that answers it; the person is told', async () => {
		await suggest(app, person.actor, suggestion({ kind: 'alias', name: 'brain waves', skill: 'EEG' }));
		const [waiting] = await suggestionQueue(app, operator);
		expect(waiting).toMatchObject({ name: 'brain waves', about: { id: 'eeg' }, known: undefined });
		await edit('eeg', { aliasesEn: 'brain waves', suggestion: waiting!.id });
		expect(await suggestionQueue(app, operator)).toEqual([]);
		expect(await ownSuggestions(app, person.actor)).toMatchObject([{ state: 'accepted' }]);
		const told = await db.select().from(notices).where(eq(notices.accountId, person.actor.accountId));
		expect(told).toMatchObject([
			{ kind: 'suggestionAnswered', data: { name: 'brain waves', state: 'accepted' } }
		]);
		expect(await outcome(edit('eeg', { aliasesEn: 'waves', suggestion: waiting!.id }))).toBe('notFound');
		expect(await resolve('waves')).toBeUndefined();
	});

	it('is refused with a sentence that the person reads, once', async () => {
		await suggest(app, person.actor, suggestion());
		const { id } = (await suggestionQueue(app, operator))[0]!;
		expect(await outcome(refuseSuggestion(app, person.actor, { id, answer: '不' }))).toBe('notFound');
		await refuseSuggestion(app, operator, { id, answer: '已有脑电' });
		const own = await ownSuggestions(app, person.actor);
		expect(own.find((one) => one.id === id)).toMatchObject({ state: 'refused', answer: '已有脑电' });
		expect(await outcome(refuseSuggestion(app, operator, { id, answer: '不' }))).toBe('notFound');
	});

	it('says what the tree does not know yet, and not more than ten a day', async () => {
		expect(await outcome(suggest(app, undefined, suggestion()))).toBe('signInFirst');
		expect(await outcome(suggest(app, person.actor, suggestion({ name: 'eeg' })))).toBe('alreadyExists name');
		expect(await outcome(suggest(app, person.actor, suggestion({ kind: 'alias', skill: '无' })))).toBe(
			'invalid skill'
		);
		const other = await account(db);
		for (let i = 0; i < 10; i++) await suggest(app, other, suggestion({ name: `新技能${i}` }));
		expect(await outcome(suggest(app, other, suggestion()))).toBe('tooMany');
	});
});
