// Reads of talent profiles. Rights are decided in view.ts: nothing here may be shown without asking there.
import { and, asc, desc, eq, isNotNull } from 'drizzle-orm';
import type { SkillLevel } from '#lib/listings/types.ts';
import type { Contact, Profile, ProfileEntry, ProfileSkill } from '#lib/talents/profile.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { proofsOf } from '#lib/server/proofs/data.ts';
import { skills } from '#lib/server/skills/table.ts';
import { blockedOrganizations, talentEntries, talents, talentSkills } from '#lib/server/talents/table.ts';

export type Talent = typeof talents.$inferSelect;

/** The profile an account owns. */
export async function talentOf(db: Database | Transaction, accountId: string): Promise<Talent | undefined> {
	const [row] = await db.select().from(talents).where(eq(talents.accountId, accountId));
	return row;
}

/** The version of the profile an account owns; undefined without one. */
export async function versionOf(db: Database | Transaction, accountId: string): Promise<number | undefined> {
	const [row] = await db
		.select({ version: talents.version })
		.from(talents)
		.where(eq(talents.accountId, accountId));
	return row?.version;
}

/** The level of a skill in the profile an account owns; null when it is not in it. */
export async function ownLevel(db: Database, accountId: string, skill: string): Promise<SkillLevel | null> {
	const [row] = await db
		.select({ level: talentSkills.level })
		.from(talentSkills)
		.innerJoin(talents, eq(talents.id, talentSkills.talentId))
		.where(and(eq(talents.accountId, accountId), eq(talentSkills.skillId, skill)));
	return (row?.level as SkillLevel | undefined) ?? null;
}

export async function talentById(db: Database | Transaction, id: string): Promise<Talent | undefined> {
	const [row] = await db.select().from(talents).where(eq(talents.id, id));
	return row;
}

/** The talent's profile without contact, skills by level. */
export async function profileOf(db: Database | Transaction, talent: Talent): Promise<Profile> {
	const { id, displayName, headline, about, degree, sample } = talent;
	const [skillRows, entries, proofs] = await Promise.all([
		skillsOf(db, id),
		entriesOf(db, id),
		proofsOf(db, [id])
	]);
	const { wishDistricts, wishTypes, wishPay, wishPayUnit, wishDaysPerWeek, availableFrom } = talent;
	return {
		...{ id, displayName, headline, about, degree, sample },
		proofs: proofs.get(id) ?? [],
		skills: skillRows,
		education: entries.filter(({ kind }) => kind === 'education').map(({ entry }) => entry),
		experience: entries.filter(({ kind }) => kind === 'experience').map(({ entry }) => entry),
		wishes: {
			districts: wishDistricts,
			types: wishTypes,
			pay: wishPay,
			payUnit: wishPayUnit,
			daysPerWeek: wishDaysPerWeek,
			availableFrom
		}
	};
}

export function contactOf({ contactEmail, contactPhone, contactWechat }: Talent): Contact {
	return { email: contactEmail, phone: contactPhone, wechat: contactWechat };
}

/** Skills of a profile, the strongest first. */
export async function skillsOf(db: Database | Transaction, talentId: string): Promise<ProfileSkill[]> {
	const rows = await db
		.select({
			id: skills.id,
			zh: skills.zh,
			en: skills.en,
			level: talentSkills.level,
			evidence: talentSkills.evidence,
			note: talentSkills.note
		})
		.from(talentSkills)
		.innerJoin(skills, eq(skills.id, talentSkills.skillId))
		.where(eq(talentSkills.talentId, talentId))
		.orderBy(desc(talentSkills.level), asc(skills.position));
	return rows.map((row) => ({ ...row, level: row.level as SkillLevel }));
}

async function entriesOf(db: Database | Transaction, talentId: string) {
	const rows = await db
		.select()
		.from(talentEntries)
		.where(eq(talentEntries.talentId, talentId))
		.orderBy(asc(talentEntries.position));
	return rows.map(({ kind, place, title, fromMonth, toMonth, text }) => {
		const entry: ProfileEntry = { place, title, fromMonth, toMonth, text };
		return { kind, entry };
	});
}

/** Organizations that must see nothing of the talent, by name. */
export async function blockedOf(db: Database | Transaction, talentId: string) {
	return db
		.select({ id: organizations.id, nameZh: organizations.nameZh, nameEn: organizations.nameEn })
		.from(blockedOrganizations)
		.innerJoin(organizations, eq(organizations.id, blockedOrganizations.organizationId))
		.where(eq(blockedOrganizations.talentId, talentId))
		.orderBy(asc(organizations.slug));
}

export async function isBlocked(
	db: Database | Transaction,
	talentId: string,
	organizationId: string
): Promise<boolean> {
	const pair = and(
		eq(blockedOrganizations.talentId, talentId),
		eq(blockedOrganizations.organizationId, organizationId)
	);
	return (await db.$count(blockedOrganizations, pair)) > 0;
}

/** Whether an organization sees nothing of the person: blocked by them, or their account is suspended. */
export async function isOutOfSight(
	db: Database | Transaction,
	talentId: string,
	organizationId: string
): Promise<boolean> {
	const [suspended] = await db
		.select({ id: talents.id })
		.from(talents)
		.innerJoin(accounts, eq(accounts.id, talents.accountId))
		.where(and(eq(talents.id, talentId), isNotNull(accounts.suspendedAt)));
	return suspended !== undefined || isBlocked(db, talentId, organizationId);
}
