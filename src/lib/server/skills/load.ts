// Brings the skill tree of drizzle/skills.csv into the database. The file is where the tree is edited; a skill that
// the file no longer names stays, because listings and profiles may hold it.
import { createHash } from 'node:crypto';
import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listingSkills } from '#lib/server/listings/table.ts';
import { markListings, markTalents } from '#lib/server/search/outbox.ts';
import { parseSkills, readSkillText, type FileSkill } from '#lib/server/skills/file.ts';
import { loadedFiles, skillAliases, skillParents, skills } from '#lib/server/skills/table.ts';
import { talentSkills } from '#lib/server/talents/table.ts';

/** Stays far below PostgreSQL's 65,535 parameters a statement. */
const batch = 4_000;
/** Key of the advisory lock that lets one process load while others wait. */
const loadLock = 7_031_002;

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
		await tx.execute(sql`select pg_advisory_xact_lock(${loadLock})`);
		const loaded = { name: fileName, hash };
		await tx.insert(loadedFiles).values(loaded).onConflictDoUpdate({ target: loadedFiles.name, set: loaded });
		const changed = new Set([...(await putSkills(tx, file)), ...(await putAliases(tx, file))]);
		// A document also names what lies above its skills.
		const moved = await withAllUnder(tx, await putParents(tx, file));
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

/** Writes new and changed skills; returns their ids. */
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
	for (const part of parts(rows)) {
		const written = await tx
			.insert(skills)
			.values(part)
			.onConflictDoUpdate({
				target: skills.id,
				set: {
					zh: sql`excluded.zh`,
					en: sql`excluded.en`,
					depth: sql`excluded.depth`,
					position: sql`excluded.position`,
					identifiers: sql`excluded.identifiers`
				},
				setWhere: sql`(${skills.zh}, ${skills.en}, ${skills.depth}, ${skills.position}, ${skills.identifiers}) is distinct from (excluded.zh, excluded.en, excluded.depth, excluded.position, excluded.identifiers)`
			})
			.returning({ id: skills.id });
		ids.push(...written.map((row) => row.id));
	}
	return ids;
}

/** Replaces the aliases of the file's skills; returns the ids of skills that gained or lost one. */
async function putAliases(tx: Transaction, file: FileSkill[]): Promise<string[]> {
	const wanted = file.flatMap((skill) => skill.aliases);
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

/** The skills and everything under them. */
async function withAllUnder(tx: Transaction, skillIds: string[]): Promise<string[]> {
	if (skillIds.length === 0) return [];
	const rows = await tx.execute<{ id: string }>(sql`
		with recursive under (id) as (
			select value from json_array_elements_text(${JSON.stringify(skillIds)}::text::json) value
			union select p.skill_id from skill_parents p join under on p.parent_id = under.id
		)
		select id from under`);
	return rows.map((row) => row.id);
}

async function markShown(tx: Transaction, skillIds: string[]): Promise<void> {
	if (skillIds.length === 0) return;
	const shown = await tx
		.selectDistinct({ id: listingSkills.listingId })
		.from(listingSkills)
		.where(inArray(listingSkills.skillId, skillIds));
	await markListings(
		tx,
		shown.map((row) => row.id)
	);
	const named = await tx
		.selectDistinct({ id: talentSkills.talentId })
		.from(talentSkills)
		.where(inArray(talentSkills.skillId, skillIds));
	await markTalents(
		tx,
		named.map((row) => row.id)
	);
}

function* parts<Row>(rows: Row[]): Generator<Row[]> {
	for (let from = 0; from < rows.length; from += batch) yield rows.slice(from, from + batch);
}
