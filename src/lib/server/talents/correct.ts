// Corrections of single skills of one's own profile, made from the explanation of a match. The last one of each skill can
// be taken back for a day, with the evidence it had.
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { SkillLevel } from '#lib/listings/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { skillsMax } from '#lib/talents/schema.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { markTalents } from '#lib/server/search/outbox.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { versionOf } from '#lib/server/talents/data.ts';
import { changeTalent, putSkills } from '#lib/server/talents/service.ts';
import { skillCorrections, talentSkills } from '#lib/server/talents/table.ts';

const undoTime = 24 * 3_600_000;

export type SkillCorrection = { skill: string; level: SkillLevel | null; version: number };

/**
 * Sets the level of one skill of the actor's profile, adds it, or drops it (no level). Refuses with `changedElsewhere`
 * when the profile has moved on since, `notNow` without a profile, `notFound` for a skill that does not exist.
 */
export async function correctSkill(
	app: App,
	actor: Actor | undefined,
	{ skill, level, version }: SkillCorrection
): Promise<void> {
	const owner = await ownerOf(app, actor);
	if (!(await skillDirectory(app.db)).get(skill)) throw new Refusal('notFound');
	await app.db.transaction(async (tx) => {
		const id = await changeTalent(tx, owner, version, {});
		const before = await skillOf(tx, id, skill);
		await remember(tx, id, skill, { level: null, ...before, at: app.now() });
		if (level === null) await tx.delete(talentSkills).where(isSkill(talentSkills, id, skill));
		else await putSkills(tx, id, [{ skillId: skill, level, note: before?.note ?? '' }]);
		if (!before && (await countSkills(tx, id)) > skillsMax) throw new Refusal('notNow');
		await markTalents(tx, [id]);
	});
}

/** Makes a skill what it was before its last correction. Refuses with `expired` when that is no longer known. */
export async function takeBackCorrection(
	app: App,
	actor: Actor | undefined,
	{ skill, version }: Pick<SkillCorrection, 'skill' | 'version'>
): Promise<void> {
	const owner = await ownerOf(app, actor);
	await app.db.transaction(async (tx) => {
		const id = await changeTalent(tx, owner, version, {});
		const [before] = await tx
			.delete(skillCorrections)
			.where(isSkill(skillCorrections, id, skill))
			.returning();
		if (!before || app.now().getTime() - before.at.getTime() > undoTime) throw new Refusal('expired');
		await tx.delete(talentSkills).where(isSkill(talentSkills, id, skill));
		const { level, evidence, note } = before;
		if (level !== null)
			await tx.insert(talentSkills).values({ talentId: id, skillId: skill, level, evidence, note });
		await markTalents(tx, [id]);
	});
}

/** Forgets what can no longer be taken back. */
export async function clearCorrections(app: App): Promise<void> {
	await app.db
		.delete(skillCorrections)
		.where(lt(skillCorrections.at, new Date(app.now().getTime() - undoTime)));
}

async function ownerOf(app: App, actor: Actor | undefined): Promise<Actor> {
	if (!actor) throw new Refusal('signInFirst');
	if ((await versionOf(app.db, actor.accountId)) === undefined) throw new Refusal('notNow');
	return actor;
}

const isSkill = (table: typeof talentSkills | typeof skillCorrections, talentId: string, skill: string) =>
	and(eq(table.talentId, talentId), eq(table.skillId, skill));

async function skillOf(tx: Transaction, talentId: string, skill: string) {
	const { level, evidence, note } = talentSkills;
	const [row] = await tx
		.select({ level, evidence, note })
		.from(talentSkills)
		.where(isSkill(talentSkills, talentId, skill));
	return row;
}

async function countSkills(tx: Transaction, talentId: string): Promise<number> {
	const [row] = await tx
		.select({ skills: sql<number>`count(*)::int` })
		.from(talentSkills)
		.where(eq(talentSkills.talentId, talentId));
	return row!.skills;
}

type Before = Pick<typeof skillCorrections.$inferSelect, 'level' | 'at'> &
	Partial<typeof skillCorrections.$inferSelect>;

async function remember(tx: Transaction, talentId: string, skillId: string, before: Before): Promise<void> {
	const set = { evidence: 'stated' as const, note: '', ...before };
	await tx
		.insert(skillCorrections)
		.values({ talentId, skillId, ...set })
		.onConflictDoUpdate({ target: [skillCorrections.talentId, skillCorrections.skillId], set });
}
