// Operators edit the skill tree: names, other names, place, and new skills. Every change can be looked at before it is
// made; both ways go through the same plan. The groups at the top are the platform's and stay as they are.
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import {
	forgetSkills,
	readDirectory,
	type SkillDirectory,
	type SkillEntry
} from '#lib/server/skills/directory.ts';
import { namesOf, type FileAlias } from '#lib/server/skills/file.ts';
import { lockTree } from '#lib/server/skills/lock.ts';
import { markShown, reachOf, withAllUnder } from '#lib/server/skills/shown.ts';
import { acceptSuggestion } from '#lib/server/skills/suggestions.ts';
import { skillAliases, skillParents, skills } from '#lib/server/skills/table.ts';
import type { EditSkillInput, NewSkillInput } from '#lib/skills/schema.ts';
import type { HeldPart, SkillName, SkillPreview } from '#lib/skills/types.ts';
import { fold } from '#lib/text/fold.ts';

type Row = typeof skills.$inferSelect;
type Alias = typeof skillAliases.$inferSelect;

/** The deepest level: group, family, skill. */
const deepest = 3;
/** Skills that a search in the editor lists. */
const foundMost = 30;
/** Letters of an id: searches take no longer one. */
const idMax = 60;
/** What addresses under /skills already mean. */
const takenIds = new Set(['suggest', 'new']);

export const skillName = ({ id, zh, en }: SkillEntry): SkillName => ({ id, zh, en });

/** Skills that an operator may look for, best first. */
export async function findSkills(app: App, actor: Actor | undefined, words: string): Promise<SkillName[]> {
	requireOperator(actor);
	if (!words.trim()) return [];
	return (await readDirectory(app.db)).suggest(words, foundMost).map(skillName);
}

/** A skill as its form shows it. @throws Refusal notFound */
export async function editPage(app: App, actor: Actor | undefined, id: string) {
	requireOperator(actor);
	const row = await rowOf(app.db, id);
	const directory = await readDirectory(app.db);
	const aliases = await aliasesOf(app.db, id);
	const own = new Set([fold(row.zh), fold(row.en)]);
	const other = (locale: Alias['locale']) =>
		aliases.filter((alias) => alias.locale === locale && !own.has(alias.folded)).map(({ alias }) => alias);
	return {
		...{ id, zh: row.zh, en: row.en, version: row.version, isGroup: row.depth === 1 },
		...{ aliasesZh: other('zh-CN'), aliasesEn: other('en') },
		parents: directory.tree.parents(id).flatMap((parent) => {
			const entry = directory.get(parent);
			return entry ? [skillName(entry)] : [];
		}),
		children: childrenOf(directory, id).map(skillName)
	};
}

/** What an edit would change. @throws Refusal notFound, invalid, notNow, changedElsewhere */
export async function previewEdit(
	app: App,
	actor: Actor | undefined,
	id: string,
	input: EditSkillInput
): Promise<SkillPreview> {
	requireOperator(actor);
	return previewOf(app, await planEdit(app.db, id, input));
}

/** Makes the edit. @throws Refusal as `previewEdit`, alreadyExists when another skill has one of the names */
export async function editSkill(
	app: App,
	actor: Actor | undefined,
	id: string,
	input: EditSkillInput
): Promise<void> {
	requireOperator(actor);
	await app.db.transaction(async (tx) => {
		await lockTree(tx);
		const plan = await planEdit(tx, id, input);
		refuseTaken(plan);
		const { row, isRenamed, parents } = plan;
		const hasNames = isRenamed || plan.added.length + plan.removed.length > 0;
		const held = new Set<HeldPart>(row.held);
		if (hasNames) held.add('names');
		if (parents) held.add('parents');
		await tx
			.update(skills)
			.set({ zh: input.zh, en: input.en, depth: plan.depth, held: [...held], version: row.version + 1 })
			.where(eq(skills.id, id));
		await putAliases(tx, id, plan);
		if (parents) await putParents(tx, id, parents);
		await markShown(tx, parents ? await withAllUnder(tx, [id]) : hasNames ? [id] : []);
		const subject = `skill:${id}`;
		if (isRenamed) await record(app, tx, actor, { act: 'skill.renamed', subject });
		else if (hasNames) await record(app, tx, actor, { act: 'skill.names', subject });
		if (parents) await record(app, tx, actor, { act: 'skill.moved', subject });
		await acceptSuggestion(app, tx, actor, input.suggestion);
	});
	forgetSkills(app.db);
}

/** What a new skill would change. @throws Refusal notFound, invalid */
export async function previewNew(
	app: App,
	actor: Actor | undefined,
	input: NewSkillInput
): Promise<SkillPreview> {
	requireOperator(actor);
	return previewOf(app, await planNew(app.db, input));
}

/** Adds a skill; returns its id, made of its English name. @throws Refusal notFound, invalid, alreadyExists */
export async function addSkill(app: App, actor: Actor | undefined, input: NewSkillInput): Promise<string> {
	requireOperator(actor);
	const id = await app.db.transaction(async (tx) => {
		await lockTree(tx);
		const plan = await planNew(tx, input);
		refuseTaken(plan);
		const { id } = plan.row;
		await tx.insert(skills).values({ ...plan.row, depth: plan.depth });
		await putAliases(tx, id, plan);
		await putParents(tx, id, plan.parents!);
		await record(app, tx, actor, { act: 'skill.added', subject: `skill:${id}` });
		await acceptSuggestion(app, tx, actor, input.suggestion);
		return id;
	});
	forgetSkills(app.db);
	return id;
}

type Plan = {
	row: Row;
	isNew: boolean;
	isRenamed: boolean;
	names: { zh: string; en: string };
	depth: number;
	wanted: FileAlias[];
	added: FileAlias[];
	removed: Alias[];
	taken: SkillPreview['taken'];
	/** The new parents; undefined when they stay. */
	parents: SkillEntry[] | undefined;
	before: SkillEntry[];
};

async function planEdit(db: Database | Transaction, id: string, input: EditSkillInput): Promise<Plan> {
	const row = await rowOf(db, id);
	if (row.depth === 1) throw new Refusal('notNow', { '': 'skills_error_group' });
	if (row.version !== input.version) throw new Refusal('changedElsewhere');
	const directory = await readDirectory(db);
	const isRenamed = row.zh !== input.zh || row.en !== input.en;
	const former = isRenamed && input.keepOld ? { zh: row.zh, en: row.en } : undefined;
	const before = directory.tree.parents(id).flatMap((parent) => directory.get(parent) ?? []);
	const parents = parentsFor(directory, id, input.parents);
	const same = new Set(before.map((parent) => parent.id));
	const isMoved = parents.length !== same.size || parents.some((parent) => !same.has(parent.id));
	return {
		...{ row, isNew: false, isRenamed, names: { zh: input.zh, en: input.en }, before },
		...namesFor(directory, id, input, former, await aliasesOf(db, id)),
		depth: isMoved ? depthUnder(parents) : row.depth,
		parents: isMoved ? parents : undefined
	};
}

async function planNew(db: Database | Transaction, input: NewSkillInput): Promise<Plan> {
	const directory = await readDirectory(db);
	const id = freeId(directory, idFor(input.en));
	const parents = parentsFor(directory, id, input.parents);
	const names = namesFor(directory, id, input, undefined, []);
	const siblings = parents.flatMap((parent) => childrenOf(directory, parent.id));
	return {
		...names,
		...{ isNew: true, isRenamed: false, names: { zh: input.zh, en: input.en }, before: [], parents },
		depth: depthUnder(parents),
		row: {
			...{ id, zh: input.zh, en: input.en, depth: 0, identifiers: [], version: 1 },
			// Behind its siblings, wherever they stand.
			position: await lastPosition(db, [...siblings, ...parents]),
			// It is no part of the data file, and one that the file brings later does not take it over.
			held: ['names', 'parents']
		}
	};
}

async function rowOf(db: Database | Transaction, id: string): Promise<Row> {
	const [row] = await db.select().from(skills).where(eq(skills.id, id));
	if (!row) throw new Refusal('notFound');
	return row;
}

const aliasesOf = (db: Database | Transaction, id: string): Promise<Alias[]> =>
	db.select().from(skillAliases).where(eq(skillAliases.skillId, id)).orderBy(skillAliases.alias);

async function lastPosition(db: Database | Transaction, entries: readonly SkillEntry[]): Promise<number> {
	const ids = entries.map(({ id }) => id);
	const [row] = await db
		.select({ last: sql<number>`coalesce(max(${skills.position}), 0)` })
		.from(skills)
		.where(inArray(skills.id, ids));
	return row!.last;
}

type Names = Pick<EditSkillInput, 'zh' | 'en' | 'aliasesZh' | 'aliasesEn'>;

function namesFor(
	directory: SkillDirectory,
	id: string,
	{ zh, en, aliasesZh, aliasesEn }: Names,
	former: { zh: string; en: string } | undefined,
	present: Alias[]
): Pick<Plan, 'wanted' | 'added' | 'removed' | 'taken'> {
	const wanted = namesOf(id, {
		zh: [zh],
		en: [en],
		aliasesZh: [...aliasesZh, ...(former ? [former.zh] : [])],
		aliasesEn: [...aliasesEn, ...(former ? [former.en] : [])]
	});
	if (wanted.some(({ folded }) => folded === '')) throw new Refusal('invalid', { '': 'skills_error_name' });
	const known = new Map(present.map((alias) => [alias.folded, alias]));
	const kept = new Set(wanted.map(({ folded }) => folded));
	return {
		wanted,
		added: wanted.filter(({ folded, alias }) => known.get(folded)?.alias !== alias),
		removed: present.filter(({ folded }) => !kept.has(folded)),
		taken: wanted.flatMap(({ alias }) => {
			const by = directory.resolve(alias);
			return by && by.id !== id ? [{ name: alias, by: skillName(by) }] : [];
		})
	};
}

/** The parents by name. @throws Refusal invalid when one is none, lies below, or leaves no room for what hangs on it */
function parentsFor(directory: SkillDirectory, id: string, typed: readonly string[]): SkillEntry[] {
	const wrong: Record<string, string> = {};
	const parents = new Map<string, SkillEntry>();
	const below = new Set([id]);
	for (const each of below) for (const child of childrenOf(directory, each)) below.add(child.id);
	typed.forEach((name, i) => {
		if (!name) return;
		const parent = directory.resolve(name);
		if (!parent) wrong[`parents.${i}`] = 'skills_error_parent_unknown';
		else if (below.has(parent.id)) wrong[`parents.${i}`] = 'skills_error_cycle';
		else if (parent.depth >= deepest || (below.size > 1 && parent.depth > 1))
			wrong[`parents.${i}`] = below.size > 1 ? 'skills_error_depth_family' : 'skills_error_depth';
		else parents.set(parent.id, parent);
	});
	if (Object.keys(wrong).length) throw new Refusal('invalid', wrong);
	return [...parents.values()];
}

const depthUnder = (parents: readonly SkillEntry[]) => 1 + Math.max(...parents.map(({ depth }) => depth));

export const childrenOf = (directory: SkillDirectory, id: string): SkillEntry[] =>
	directory.all.filter((entry) => directory.tree.parents(entry.id).includes(id));

/** A slug of the English name. @throws Refusal invalid when it has no letter that a slug may have */
function idFor(en: string): string {
	const id = en
		.normalize('NFKD')
		.toLowerCase()
		.replace(/\+/g, ' plus ')
		.replace(/#/g, ' sharp ')
		.replace(/[\u0300-\u036f'’]/g, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '');
	if (id === '') throw new Refusal('invalid', { en: 'skills_error_id' });
	return id.slice(0, idMax).replace(/-+$/, '');
}

/** This id, or with a number behind it: one that no skill has or had, and that is nobody's other name. */
function freeId(directory: SkillDirectory, wanted: string): string {
	for (let i = 1; ; i++) {
		const id = i === 1 ? wanted : `${wanted}-${i}`;
		if (!takenIds.has(id) && !directory.resolve(id)) return id;
	}
}

function refuseTaken({ taken, isNew, isRenamed, added, removed, parents }: Plan): void {
	if (taken.length > 0) throw new Refusal('alreadyExists', { '': 'skills_error_taken' });
	if (!isNew && !isRenamed && added.length + removed.length === 0 && !parents)
		throw new Refusal('notNow', { '': 'skills_error_same' });
}

async function putAliases(tx: Transaction, id: string, { wanted, removed }: Plan): Promise<void> {
	const gone = removed.map(({ folded }) => folded);
	if (gone.length)
		await tx
			.delete(skillAliases)
			.where(and(eq(skillAliases.skillId, id), inArray(skillAliases.folded, gone)));
	await tx
		.insert(skillAliases)
		.values(wanted)
		.onConflictDoUpdate({
			target: skillAliases.folded,
			set: { alias: sql`excluded.alias`, locale: sql`excluded.locale` },
			setWhere: eq(skillAliases.skillId, id)
		});
}

async function putParents(tx: Transaction, id: string, parents: readonly SkillEntry[]): Promise<void> {
	await tx.delete(skillParents).where(eq(skillParents.skillId, id));
	await tx.insert(skillParents).values(parents.map((parent) => ({ skillId: id, parentId: parent.id })));
}

async function previewOf(app: App, plan: Plan): Promise<SkillPreview> {
	const { row, names, isNew, isRenamed, added, removed, taken, parents, before } = plan;
	const renamed = (['zh', 'en'] as const)
		.filter((part) => row[part] !== names[part])
		.map((part) => ({ from: row[part], to: names[part] }));
	const ids = isNew ? [] : [row.id];
	return {
		isSame: !isNew && !isRenamed && added.length + removed.length === 0 && !parents,
		...{ renamed, taken, added: added.map(({ alias }) => alias), removed: removed.map(({ alias }) => alias) },
		moved: parents && { from: before.map(skillName), to: parents.map(skillName) },
		reach: await reachOf(app.db, ids, parents ? await withAllUnder(app.db, ids) : ids, app.now())
	};
}
