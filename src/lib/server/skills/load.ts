// Brings the skill tree of drizzle/skills.csv into the database. The file is where the tree begins and what a new
// version of the site adds to it; what operators have changed since is theirs, and the file leaves it alone. A skill
// that the file no longer names stays, because listings and profiles may hold it.
import { createHash } from 'node:crypto';
import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { parseSkills, readSkillText, type FileSkill } from '#lib/server/skills/file.ts';
import { fitToTree, treeAsIs, type TreeAsIs } from '#lib/server/skills/fit.ts';
import { lockTree } from '#lib/server/skills/lock.ts';
import { markShown, withAllUnder } from '#lib/server/skills/shown.ts';
import { loadedFiles, skillAliases, skillParents, skills } from '#lib/server/skills/table.ts';
import type { HeldPart } from '#lib/skills/types.ts';

/** Stays far below PostgreSQL's 65,535 parameters a statement. */
const batch = 4_000;

const fileName = 'skills.csv';
/** Raise it when folding or this module makes other rows of the same file: then every database loads it again. */
export const reading = 1;

/**
 * Loads the tree (of `text`, for tests) in one transaction and says how many skills changed. Reads nothing further
 * when the database holds this very file. Listings and talents that show a changed skill are marked for the search
 * index.
 * Throws when the file is broken: a skill without parents in the file, or one name for two skills.
 */
export async function loadSkills(
	db: Database,
	text?: string
): Promise<{ skills: number; changed: number } | 'unchanged'> {
	text ??= await readSkillText();
	const hash = createHash('sha256').update(`${reading}\n${text}`).digest('hex');
	if ((await loadedHash(db)) === hash) return 'unchanged';
	const file = parseSkills(text);
	refuseBroken(file);
	return db.transaction(async (tx) => {
		await lockTree(tx);
		const loaded = { name: fileName, hash };
		await tx.insert(loadedFiles).values(loaded).onConflictDoUpdate({ target: loadedFiles.name, set: loaded });
		const tree = await treeAsIs(tx);
		const { all, named, placed } = fitToTree(file, tree);
		const changed = new Set([...(await putSkills(tx, all)), ...(await putAliases(tx, named, tree))]);
		// A document also names what lies above its skills.
		const moved = await withAllUnder(tx, await putParents(tx, placed));
		await markShown(tx, [...new Set([...changed, ...moved])]);
		return { skills: file.length, changed: changed.size };
	});
}

async function loadedHash(db: Database): Promise<string | undefined> {
	const [row] = await db
		.select({ hash: loadedFiles.hash })
		.from(loadedFiles)
		.where(eq(loadedFiles.name, fileName));
	return row?.hash;
}

function refuseBroken(file: FileSkill[]): void {
	const owners = new Map<string, string>();
	for (const skill of file) {
		if (skill.depth < 1 || skill.depth > 3)
			throw new Error(`skills.csv: ${skill.id} does not hang in the tree`);
		for (const { folded } of skill.aliases) {
			const owner = owners.get(folded);
			if (owner) throw new Error(`skills.csv: ${folded} names both ${owner} and ${skill.id}`);
			owners.set(folded, skill.id);
		}
	}
}

/** Writes new and changed skills, but for what operators have changed of them; returns their ids. */
async function putSkills(tx: Transaction, file: FileSkill[]): Promise<string[]> {
	const rows = file.map(({ id, zh, en, depth, identifiers }, position) => ({
		id,
		zh,
		en,
		depth,
		position,
		identifiers
	}));
	const ids: string[] = [];
	const unlessHeld = (part: HeldPart, column: typeof skills.zh | typeof skills.en | typeof skills.depth) =>
		sql`case when ${part} = any(${skills.held}) then ${column} else ${sql.raw(`excluded.${column.name}`)} end`;
	const set = {
		zh: unlessHeld('names', skills.zh),
		en: unlessHeld('names', skills.en),
		depth: unlessHeld('parents', skills.depth),
		position: sql`excluded.position`,
		identifiers: sql`excluded.identifiers`
	};
	for (const part of parts(rows)) {
		const written = await tx
			.insert(skills)
			.values(part)
			.onConflictDoUpdate({
				target: skills.id,
				set: { ...set, version: sql`${skills.version} + 1` },
				setWhere: sql`(${skills.zh}, ${skills.en}, ${skills.depth}, ${skills.position}, ${skills.identifiers}) is distinct from (${set.zh}, ${set.en}, ${set.depth}, ${set.position}, ${set.identifiers})`
			})
			.returning({ id: skills.id });
		ids.push(...written.map((row) => row.id));
	}
	return ids;
}

/** Replaces the aliases of the file's skills; returns the ids of skills that gained or lost one. */
async function putAliases(tx: Transaction, file: FileSkill[], { owners }: TreeAsIs): Promise<string[]> {
	// What operators named is not taken away again.
	const wanted = file.flatMap((skill) => skill.aliases).filter(({ folded }) => !owners.has(folded));
	const gone = await tx
		.delete(skillAliases)
		.where(
			and(
				inArray(
					skillAliases.skillId,
					file.map((skill) => skill.id)
				),
				notInArray(
					skillAliases.folded,
					wanted.map((alias) => alias.folded)
				)
			)
		)
		.returning({ id: skillAliases.skillId });
	const ids = gone.map((row) => row.id);
	for (const part of parts(wanted)) {
		// An alias that goes to another skill is lost by its old one.
		const lost = await tx.execute<{ id: string }>(sql`
			select distinct present.skill_id as id from skill_aliases present
			join json_to_recordset(${JSON.stringify(part)}::text::json) as wanted (folded text, "skillId" text)
				on wanted.folded = present.folded and wanted."skillId" <> present.skill_id`);
		ids.push(...lost.map((row) => row.id));
		const written = await tx
			.insert(skillAliases)
			.values(part)
			.onConflictDoUpdate({
				target: skillAliases.folded,
				set: { skillId: sql`excluded.skill_id`, alias: sql`excluded.alias`, locale: sql`excluded.locale` },
				setWhere: sql`(${skillAliases.skillId}, ${skillAliases.alias}, ${skillAliases.locale}) is distinct from (excluded.skill_id, excluded.alias, excluded.locale)`
			})
			.returning({ id: skillAliases.skillId });
		ids.push(...written.map((row) => row.id));
	}
	return ids;
}

/** Replaces the parents of the file's skills; returns the ids of skills that gained or lost one. */
async function putParents(tx: Transaction, file: FileSkill[]): Promise<string[]> {
	const wanted = file.flatMap((skill) => skill.parents.map((parentId) => ({ skillId: skill.id, parentId })));
	const gone = await tx
		.delete(skillParents)
		.where(
			and(
				inArray(
					skillParents.skillId,
					file.map((skill) => skill.id)
				),
				notInArray(
					sql`${skillParents.skillId} || '|' || ${skillParents.parentId}`,
					wanted.map((row) => `${row.skillId}|${row.parentId}`)
				)
			)
		)
		.returning({ id: skillParents.skillId });
	const ids = gone.map((row) => row.id);
	for (const part of parts(wanted)) {
		const written = await tx
			.insert(skillParents)
			.values(part)
			.onConflictDoNothing()
			.returning({ id: skillParents.skillId });
		ids.push(...written.map((row) => row.id));
	}
	return ids;
}

function* parts<Row>(rows: Row[]): Generator<Row[]> {
	for (let from = 0; from < rows.length; from += batch) yield rows.slice(from, from + batch);
}
