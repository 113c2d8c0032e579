// Merges one skill into another: everything that refers to it refers to the other one from then on, and its names become
// other names of that. It cannot be taken back: what had both is not told apart any more.
import { and, eq, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { savedSearches } from '#lib/server/searches/table.ts';
import { markListings, markTalents } from '#lib/server/search/outbox.ts';
import {
	forgetSkills,
	readDirectory,
	type SkillDirectory,
	type SkillEntry
} from '#lib/server/skills/directory.ts';
import { childrenOf, skillName } from '#lib/server/skills/edit.ts';
import { lockTree } from '#lib/server/skills/lock.ts';
import { reachOf, withAllUnder } from '#lib/server/skills/shown.ts';
import { skills, skillSuccessors } from '#lib/server/skills/table.ts';
import { canonicalQuery } from '#lib/searches/query.ts';
import type { MergeInput } from '#lib/skills/schema.ts';

type Plan = { from: SkillEntry; to: SkillEntry; children: SkillEntry[] };

/** What a merge would touch, and which names the other skill gains. @throws Refusal notFound, invalid, notNow, changedElsewhere */
export async function previewMerge(app: App, actor: Actor | undefined, id: string, input: MergeInput) {
	requireOperator(actor);
	const { from, to, children } = await planMerge(app.db, id, input);
	return {
		into: skillName(to),
		names: [...new Set([from.zh, from.en, ...from.aliases])],
		children: children.map(skillName),
		reach: await reachOf(app.db, [id], await withAllUnder(app.db, [id]), app.now())
	};
}

/** Merges; returns the id of the skill that stays. @throws Refusal as `previewMerge`, confirmFirst */
export async function mergeSkill(
	app: App,
	actor: Actor | undefined,
	id: string,
	input: MergeInput
): Promise<string> {
	requireOperator(actor);
	requireRecent(actor);
	const into = await app.db.transaction(async (tx) => {
		await lockTree(tx);
		const { to } = await planMerge(tx, id, input);
		await moveAll(tx, id, to.id, app.now());
		await record(app, tx, actor, { act: 'skill.merged', subject: `skill:${to.id}` });
		return to.id;
	});
	forgetSkills(app.db);
	return into;
}

async function planMerge(
	db: Database | Transaction,
	id: string,
	{ into, version }: MergeInput
): Promise<Plan> {
	const [row] = await db.select().from(skills).where(eq(skills.id, id));
	if (!row) throw new Refusal('notFound');
	if (row.depth === 1) throw new Refusal('notNow', { '': 'skills_error_group' });
	if (row.version !== version) throw new Refusal('changedElsewhere');
	const directory = await readDirectory(db);
	const to = directory.resolve(into);
	if (!to) throw new Refusal('invalid', { into: 'skills_error_parent_unknown' });
	const children = childrenOf(directory, id);
	const problem = problemOf(directory, id, to, children);
	if (problem) throw new Refusal('invalid', { into: problem });
	return { from: directory.get(id)!, to, children };
}

function problemOf(
	directory: SkillDirectory,
	id: string,
	to: SkillEntry,
	children: SkillEntry[]
): string | undefined {
	if (to.id === id) return 'skills_error_merge_self';
	if (to.depth === 1) return 'skills_error_merge_group';
	if (directory.tree.parents(to.id).includes(id)) return 'skills_error_merge_below';
	return children.length > 0 && to.depth > 2 ? 'skills_error_merge_depth' : undefined;
}

async function moveAll(tx: Transaction, from: string, to: string, now: Date): Promise<void> {
	const named = sql`select listing_id from listing_skills where skill_id = ${from}`;
	const owned = sql`select talent_id from talent_skills where skill_id = ${from}`;
	// What changes of them must be read anew by whoever holds a copy, and not be overwritten by an older form.
	const again = sql`version = version + 1, updated_at = ${now.toISOString()}::timestamptz`;
	await tx.execute(sql`update listings set ${again} where id in (${named})`);
	await tx.execute(sql`update talents set ${again} where id in (${owned})`);
	const under = await withAllUnder(tx, [from]);
	await markNaming(tx, under);

	await combine(tx, from, to, 'listing_skills', ['listing_id', 'relation'], higherLevel);
	await combine(tx, from, to, 'talent_skills', ['talent_id'], better);
	await combine(tx, from, to, 'skill_corrections', ['talent_id']);
	await combine(tx, from, to, 'signal_skills', ['signal_id']);
	await combine(tx, from, to, 'certificate_skills', ['certificate_id'], higherLevel);
	await combine(tx, from, to, 'evaluated_skills', ['application_id', 'voice'], higherLevel);
	await moveSearches(tx, from, to);
	await moveHistory(tx, from, to);

	await tx.execute(sql`update skill_suggestions set skill_id = ${to} where skill_id = ${from}`);
	await tx.execute(sql`update skill_aliases set skill_id = ${to} where skill_id = ${from}`);
	await tx.execute(sql`insert into skill_parents (skill_id, parent_id)
		select skill_id, ${to} from skill_parents where parent_id = ${from} on conflict do nothing`);
	await tx.execute(sql`delete from skill_parents where parent_id = ${from}`);
	await tx.execute(sql`
		update skills k set version = k.version + 1, held = array(select distinct unnest(k.held || array['names'])),
			identifiers = array(select distinct unnest(k.identifiers || o.identifiers) order by 1)
		from skills o where k.id = ${to} and o.id = ${from}`);
	await tx.execute(sql`update skill_successors set skill_id = ${to} where skill_id = ${from}`);
	await tx.delete(skills).where(eq(skills.id, from));
	await tx.insert(skillSuccessors).values({ oldId: from, skillId: to, at: now });
	// The names of the one that stays are in the documents of those that named it before.
	await markNaming(tx, [to]);
}

async function markNaming(tx: Transaction, ids: string[]): Promise<void> {
	const list = sql`(select value from json_array_elements_text(${JSON.stringify(ids)}::text::json) value)`;
	const of = async (query: SQL) => (await tx.execute<{ id: string }>(query)).map(({ id }) => id);
	await markListings(
		tx,
		await of(sql`select distinct listing_id as id from listing_skills where skill_id in ${list}`)
	);
	await markTalents(
		tx,
		await of(sql`select distinct talent_id as id from talent_skills where skill_id in ${list}`)
	);
}

/** What the row that stays (k) takes from the one that goes (o). */
const higherLevel = sql`level = greatest(k.level, o.level)`;
/** Level and support of the higher level; at the same level the better support; and a note from either. */
const rank = (row: 'k' | 'o') =>
	sql.raw(`(${row}.level, array_position(array['stated', 'document', 'verified'], ${row}.evidence))`);
const better = sql`level = greatest(k.level, o.level),
	evidence = case when ${rank('o')} > ${rank('k')} then o.evidence else k.evidence end,
	note = case when (${rank('o')} > ${rank('k')} and o.note <> '') or k.note = '' then o.note else k.note end`;

/** Rows of the one skill become rows of the other; where there is one already, the two become one. */
async function combine(
	tx: Transaction,
	from: string,
	to: string,
	table: string,
	keys: readonly string[],
	take?: SQL
): Promise<void> {
	const name = sql.identifier(table);
	const same = sql.join(
		keys.map((key) => sql`k.${sql.identifier(key)} = o.${sql.identifier(key)}`),
		sql` and `
	);
	if (take)
		await tx.execute(sql`update ${name} k set ${take} from ${name} o
			where k.skill_id = ${to} and o.skill_id = ${from} and ${same}`);
	await tx.execute(sql`delete from ${name} o using ${name} k
		where k.skill_id = ${to} and o.skill_id = ${from} and ${same}`);
	await tx.execute(sql`update ${name} set skill_id = ${to} where skill_id = ${from}`);
}

/** Saved searches ask for the other one; of two of a person that ask the same from then on, the older stays. */
async function moveSearches(tx: Transaction, from: string, to: string): Promise<void> {
	const pattern = `(^|&)(skill|gives)=${from}(&|$)`;
	const rows = await tx
		.select()
		.from(savedSearches)
		.where(sql`${savedSearches.query} ~ ${pattern}`)
		.orderBy(savedSearches.createdAt, savedSearches.id)
		.for('update');
	for (const row of rows) {
		const params = [...new URLSearchParams(row.query)].map(([name, value]) => [
			name,
			(name === 'skill' || name === 'gives') && value === from ? to : value
		]);
		const query = canonicalQuery(new URLSearchParams(params as [string, string][]).toString(), row.kind);
		const twin = and(
			eq(savedSearches.accountId, row.accountId),
			row.organizationId
				? eq(savedSearches.organizationId, row.organizationId)
				: isNull(savedSearches.organizationId),
			eq(savedSearches.kind, row.kind),
			eq(savedSearches.query, query),
			isNull(savedSearches.deletedAt),
			ne(savedSearches.id, row.id)
		);
		if (row.deletedAt === null && (await tx.$count(savedSearches, twin)) > 0)
			await tx.delete(savedSearches).where(inArray(savedSearches.id, [row.id]));
		else await tx.update(savedSearches).set({ query }).where(eq(savedSearches.id, row.id));
	}
}

const numbers = [
	...['roles', 'named', 'headcount', 'signals', 'wanted_from', 'wanted_to', 'talents'],
	...['courses', 'seats', 'bases', 'places']
];

/**
 * Past nights: the numbers of both together. What named both counts twice there, as nobody can tell any more; where the
 * one lay under the other, its numbers are in those of the other already, but for how many named it itself.
 */
async function moveHistory(tx: Transaction, from: string, to: string): Promise<void> {
	const contains = (await withAllUnder(tx, [to])).includes(from);
	const columns = contains ? ['named'] : numbers;
	const sums = columns.map((column) => `${column} = k.${column} + o.${column}`).join(', ');
	const same = sql.raw('k.day = o.day and k.district = o.district and k.study_level = o.study_level');
	await tx.execute(sql`update skill_snapshots k set ${sql.raw(sums)} from skill_snapshots o
		where k.skill_id = ${to} and o.skill_id = ${from} and ${same}`);
	await tx.execute(sql`delete from skill_snapshots o using skill_snapshots k
		where k.skill_id = ${to} and o.skill_id = ${from} and ${same}`);
	await tx.execute(sql`update skill_snapshots set skill_id = ${to} where skill_id = ${from}`);
	// The weights of matches are read anew.
	await tx.execute(
		sql`update snapshot_days set taken_at = now() where day = (select max(day) from snapshot_days)`
	);
}
