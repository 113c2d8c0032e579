import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { parseSkills, readSkillText } from '#lib/server/skills/file.ts';
import { loadSkills, reading } from '#lib/server/skills/load.ts';
import { skillAliases, skillParents, skills } from '#lib/server/skills/table.ts';

const { db } = await testDatabase();
const file = await readSkillText();
const nameOf = async (id: string) =>
	(await db.select({ zh: skills.zh }).from(skills).where(eq(skills.id, id)))[0]?.zh;

describe('loading the skill tree', () => {
	it('fills the tree, and a start with the same file leaves it alone', async () => {
		const first = await loadSkills(db);
		if (first === 'unchanged') throw new Error('the tree was not loaded');
		expect(first.changed).toBe(first.skills);
		expect(await db.$count(skills)).toBe(first.skills);
		await db.update(skills).set({ zh: '别的名字' }).where(eq(skills.id, 'eeg'));
		expect(await loadSkills(db)).toBe('unchanged');
		expect(await nameOf('eeg')).toBe('别的名字');
	});

	it('finds a skill by its abbreviation and by its Chinese name', async () => {
		const rows = await db.select().from(skillAliases).where(eq(skillAliases.skillId, 'ecog'));
		expect(rows.map((row) => row.folded)).toEqual(expect.arrayContaining(['ecog', '皮层脑电']));
	});

	it('brings every name, alias and parent to what an edited file says', async () => {
		const counts = [await db.$count(skillAliases), await db.$count(skillParents)];
		await db.delete(skillParents).where(eq(skillParents.skillId, 'ssvep'));
		await db.insert(skillAliases).values({ folded: 'xyz', skillId: 'p300', alias: 'XYZ', locale: 'en' });
		expect(await loadSkills(db, file.replace(',Python,', ',派森,'))).toMatchObject({ changed: 3 });
		expect(await nameOf('eeg')).toBe('脑电');
		expect(await nameOf('python')).toBe('派森');
		expect(await db.$count(skillAliases, eq(skillAliases.folded, 'xyz'))).toBe(0);
		expect(await db.$count(skillParents, eq(skillParents.skillId, 'ssvep'))).toBeGreaterThan(0);
		expect(await loadSkills(db)).toMatchObject({ changed: 1 });
		expect([await db.$count(skillAliases), await db.$count(skillParents)]).toEqual(counts);
	});

	it('is read as it was when `reading` was last raised: raise it when this fails', () => {
		const rows =
			'signals,,神經信號,Neural signals,,ＥＥＧ|Café,\neeg,signals,脑电,EEG,腦電圖|脑 电,C++,wikidata:Q1';
		const read = parseSkills(`id,parents,zh,en,aliases_zh,aliases_en,identifiers\n${rows}\n`);
		const folded = read.flatMap(({ aliases }) => aliases.map((alias) => alias.folded));
		expect([reading, ...folded]).toEqual([
			1,
			...['神经信号', 'neural signals', 'eeg', 'cafe', '脑电', 'eeg', '脑电图', '脑 电', 'c++']
		]);
	});

	it('does not take a broken file for loaded', async () => {
		const broken = `${file.trimEnd()}\nlost,nowhere,迷路,Lost,,,\n`;
		await expect(loadSkills(db, broken)).rejects.toThrow('lost does not hang in the tree');
		await expect(loadSkills(db, broken)).rejects.toThrow('lost does not hang in the tree');
		expect(await loadSkills(db)).toBe('unchanged');
	});
});
