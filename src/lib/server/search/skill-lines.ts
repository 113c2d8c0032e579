// What a document says about a skill: all its names, and what lies above it in the tree. Read anew for every batch,
// never from the directory in memory: a renamed skill must reach the index with its new name.
import { inArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { skillAliases, skills } from '#lib/server/skills/table.ts';

export type SkillLines = { id: string; names: string[]; above: string[] };

export async function readLines(db: Database | Transaction, ids: string[]): Promise<Map<string, SkillLines>> {
	const lines = new Map<string, SkillLines>();
	if (ids.length === 0) return lines;
	const rows = await db
		.select({ id: skills.id, zh: skills.zh, en: skills.en })
		.from(skills)
		.where(inArray(skills.id, ids));
	for (const { id, zh, en } of rows) lines.set(id, { id, names: [zh, en], above: [] });
	const aliases = await db.select().from(skillAliases).where(inArray(skillAliases.skillId, ids));
	for (const { skillId, alias } of aliases) lines.get(skillId)?.names.push(alias);
	for (const { id, above } of await ancestors(db, ids)) lines.get(id)?.above.push(above);
	return lines;
}

function ancestors(db: Database | Transaction, ids: string[]): Promise<Array<{ id: string; above: string }>> {
	return db.execute(sql`
		with recursive up (id, above) as (
			select skill_id, parent_id from skill_parents where skill_id in ${ids}
			union
			select up.id, parents.parent_id from up join skill_parents parents on parents.skill_id = up.above
		)
		select id, above from up where id <> above order by id, above`) as unknown as Promise<
		Array<{ id: string; above: string }>
	>;
}
