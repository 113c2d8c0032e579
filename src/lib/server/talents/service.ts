// Decisions and writes about a person's own profile.
import { and, eq, inArray, notInArray, or, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { PickedSkill } from '#lib/matching/picked.ts';
import { Refusal } from '#lib/refusal.ts';
import type { ProfileInput } from '#lib/talents/schema.ts';
import type { App } from '#lib/server/app.ts';
import { markVerified } from '#lib/server/certificates/verified.ts';
import { isUniqueViolation, type Database, type Transaction } from '#lib/server/db/client.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { markTalents } from '#lib/server/search/outbox.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { blockedOf, contactOf, profileOf, talentOf } from '#lib/server/talents/data.ts';
import { blockedOrganizations, talentEntries, talents, talentSkills } from '#lib/server/talents/table.ts';

/**
 * Creates or changes the actor's own profile; returns its id. Refuses with `changedElsewhere` when the profile has
 * moved on since the form was made, and with a sentence beside each unknown skill or organization.
 */
export async function saveProfile(app: App, actor: Actor | undefined, input: ProfileInput): Promise<string> {
	if (!actor) throw new Refusal('signInFirst');
	const { version, skills, education, experience, blocked, ...row } = input;
	const problems: Record<string, string> = {};
	const skillRows = await resolveSkills(app.db, skills, problems);
	const blockedIds = await resolveOrganizations(app.db, blocked, problems);
	if (Object.keys(problems).length) throw new Refusal('invalid', problems);
	return app.db.transaction(async (tx) => {
		const id =
			version === 0 ? await insertTalent(tx, actor, row) : await changeTalent(tx, actor, version, row);
		await replaceSkills(tx, id, skillRows);
		await replaceEntries(tx, id, education, experience);
		await tx.delete(blockedOrganizations).where(eq(blockedOrganizations.talentId, id));
		if (blockedIds.length) {
			await tx
				.insert(blockedOrganizations)
				.values(blockedIds.map((organizationId) => ({ talentId: id, organizationId })));
		}
		await markTalents(tx, [id]);
		return id;
	});
}

export type FormFields = { [name: string]: string | string[] | FormFields[] };

/**
 * The actor's profile as its form's fields: every value a text. A new one starts with the account's address, and with
 * the skills that the person picked before there was one.
 */
export async function profileForm(
	app: App,
	actor: Actor | undefined,
	locale: 'zh-CN' | 'en',
	picked: readonly PickedSkill[] = []
): Promise<FormFields> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent)
		return {
			version: '0',
			contactEmail: actor.email,
			visibility: 'verified',
			acceptsInvitations: 'on',
			skills: await pickedLines(app, picked, locale),
			education: [],
			experience: []
		};
	const profile = await profileOf(app.db, talent);
	const blocked = await blockedOf(app.db, talent.id);
	const { version, displayName, headline, about, degree, visibility, indexable, acceptsInvitations } = talent;
	const { wishDistricts, wishTypes, wishPay, wishPayUnit, wishDaysPerWeek, availableFrom } = talent;
	const { email, phone, wechat } = contactOf(talent);
	const name = (zh: string | null, en: string | null) => (locale === 'en' ? (en ?? zh) : (zh ?? en)) ?? '';
	return {
		...asText({
			version,
			displayName,
			headline,
			about,
			degree,
			visibility,
			indexable: indexable ? 'on' : '',
			acceptsInvitations: acceptsInvitations ? 'on' : ''
		}),
		...asText({
			wishPay,
			wishPayUnit,
			wishDaysPerWeek,
			availableFrom,
			contactEmail: email,
			contactPhone: phone,
			contactWechat: wechat
		}),
		wishDistricts,
		wishTypes,
		skills: profile.skills.map(({ zh, en, level, note }) => asText({ name: name(zh, en), level, note })),
		education: profile.education.map(asText),
		experience: profile.experience.map(asText),
		blocked: blocked.map(({ nameZh, nameEn }) => name(nameZh, nameEn))
	};
}

/** Picked skills as lines of the form; those that are none of the tree's are left out. */
async function pickedLines({ db }: App, picked: readonly PickedSkill[], locale: 'zh-CN' | 'en') {
	if (picked.length === 0) return [];
	const { get } = await skillDirectory(db);
	return picked.flatMap(({ id, level }) => {
		const skill = get(id);
		return skill ? [asText({ name: locale === 'en' ? skill.en : skill.zh, level, note: '' })] : [];
	});
}

function asText(row: Record<string, unknown>): Record<string, string> {
	return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')]));
}

type SkillRow = { skillId: string; level: number; note: string };

/** Lines as rows: empty lines are left out, a skill named twice keeps the later line. */
async function resolveSkills(
	db: Database,
	lines: ProfileInput['skills'],
	problems: Record<string, string>
): Promise<SkillRow[]> {
	const directory = await skillDirectory(db);
	const rows = new Map<string, SkillRow>();
	lines.forEach(({ name, level, note }, i) => {
		if (!name) return;
		const skill = directory.resolve(name);
		if (skill) rows.set(skill.id, { skillId: skill.id, level, note });
		else problems[`skills.${i}.name`] = 'talents_error_skill_unknown';
	});
	return [...rows.values()];
}

/** Ids of organizations by their exact name, in either language and any case. */
async function resolveOrganizations(
	db: Database,
	names: string[],
	problems: Record<string, string>
): Promise<string[]> {
	const wanted = names.map((name) => name.toLowerCase());
	const typed = wanted.filter(Boolean);
	if (!typed.length) return [];
	const { id, nameZh, nameEn } = organizations;
	const lower = { zh: sql<string | null>`lower(${nameZh})`, en: sql<string | null>`lower(${nameEn})` };
	const found = await db
		.select({ id, ...lower })
		.from(organizations)
		.where(or(inArray(lower.zh, typed), inArray(lower.en, typed)));
	const ids = new Set<string>();
	wanted.forEach((name, i) => {
		const same = found.filter(({ zh, en }) => name !== '' && (zh === name || en === name));
		for (const organization of same) ids.add(organization.id);
		if (name !== '' && !same.length) problems[`blocked.${i}`] = 'talents_error_organization_unknown';
	});
	return [...ids];
}

type Row = Omit<ProfileInput, 'version' | 'skills' | 'education' | 'experience' | 'blocked'>;

async function insertTalent(tx: Transaction, actor: Actor, row: Row): Promise<string> {
	try {
		const [talent] = await tx
			.insert(talents)
			.values({ ...row, accountId: actor.accountId })
			.returning({ id: talents.id });
		return talent!.id;
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refusal('changedElsewhere');
		throw error;
	}
}

/** Writes to the actor's profile if it is still of this version; returns its id. */
export async function changeTalent(
	tx: Transaction,
	actor: Actor,
	version: number,
	row: Partial<Row>
): Promise<string> {
	const unchanged = and(eq(talents.accountId, actor.accountId), eq(talents.version, version));
	const [talent] = await tx
		.update(talents)
		.set({ ...row, ...heldBack(row), version: version + 1 })
		.where(unchanged)
		.returning({ id: talents.id });
	if (!talent) throw new Refusal('changedElsewhere');
	return talent.id;
}

/** While a case keeps a profile out of sight, nothing that is saved brings it back. */
function heldBack({ visibility, indexable }: Partial<Row>) {
	const free = sql`${talents.frozenAt} is null`;
	return {
		...(visibility && { visibility: sql`case when ${free} then ${visibility} else 'hidden' end` }),
		...(indexable && { indexable: sql`${free}` })
	};
}

/** A skill that stays keeps its evidence, unless the person now claims a higher level than was supported. */
async function replaceSkills(tx: Transaction, talentId: string, rows: SkillRow[]) {
	const kept = rows.map(({ skillId }) => skillId);
	await tx
		.delete(talentSkills)
		.where(and(eq(talentSkills.talentId, talentId), notInArray(talentSkills.skillId, ['', ...kept])));
	if (rows.length) await putSkills(tx, talentId, rows);
}

/** Adds skills to a profile or changes them, with the same rule for evidence; what a certificate covers is verified. */
export async function putSkills(tx: Transaction, talentId: string, rows: SkillRow[]): Promise<void> {
	await tx
		.insert(talentSkills)
		.values(rows.map((row) => ({ ...row, talentId })))
		.onConflictDoUpdate({
			target: [talentSkills.talentId, talentSkills.skillId],
			set: {
				level: sql`excluded.level`,
				note: sql`excluded.note`,
				evidence: sql`case when excluded.level > ${talentSkills.level} then 'stated' else ${talentSkills.evidence} end`
			}
		});
	await markVerified(tx, talentId);
}

async function replaceEntries(
	tx: Transaction,
	talentId: string,
	education: ProfileInput['education'],
	experience: ProfileInput['experience']
) {
	await tx.delete(talentEntries).where(eq(talentEntries.talentId, talentId));
	const rows = [
		...education.map((entry, position) => ({ ...entry, kind: 'education' as const, position, talentId })),
		...experience.map((entry, position) => ({ ...entry, kind: 'experience' as const, position, talentId }))
	];
	if (rows.length) await tx.insert(talentEntries).values(rows);
}
