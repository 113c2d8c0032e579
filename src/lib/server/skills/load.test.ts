import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { loadSkills } from '#lib/server/skills/load.ts';
import { skillAliases, skillParents, skills } from '#lib/server/skills/table.ts';

const { db } = await testDatabase();

describe('loading the skill tree', () => {
	it('fills the tree, and loading again changes nothing', async () => {
		const first = await loadSkills(db);
		expect(first.changed).toBe(first.skills);
		expect(await db.$count(skills)).toBe(first.skills);
		const counts = [await db.$count(skillAliases), await db.$count(skillParents)];
		expect(await loadSkills(db)).toEqual({ skills: first.skills, changed: 0 });
		expect([await db.$count(skillAliases), await db.$count(skillParents)]).toEqual(counts);
	});

	it('finds a skill by its abbreviation and by its Chinese name', async () => {
		const rows = await db.select().from(skillAliases).where(eq(skillAliases.skillId, 'ecog'));
		expect(rows.map((row) => row.folded)).toEqual(expect.arrayContaining(['ecog', '皮层脑电']));
	});

	it('restores a name, an alias and a parent that were changed by hand', async () => {
		await db.update(skills).set({ zh: '别的名字' }).where(eq(skills.id, 'eeg'));
		await db.delete(skillParents).where(eq(skillParents.skillId, 'ssvep'));
		await db.insert(skillAliases).values({ folded: 'xyz', skillId: 'p300', alias: 'XYZ', locale: 'en' });
		expect((await loadSkills(db)).changed).toBe(2);
		const [eeg] = await db.select({ zh: skills.zh }).from(skills).where(eq(skills.id, 'eeg'));
		expect(eeg?.zh).toBe('脑电');
		expect(await db.$count(skillAliases, eq(skillAliases.folded, 'xyz'))).toBe(0);
		expect(await db.$count(skillParents, eq(skillParents.skillId, 'ssvep'))).toBeGreaterThan(0);
	});
});
