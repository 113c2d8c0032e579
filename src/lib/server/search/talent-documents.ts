// Makes the documents of talents that verified organizations may find, from what such an organization sees of a
// profile: name, headline, skills, education, experience, wishes; and from whom it is kept, so that what such an
// organization searches counts nobody who blocks it. It must put no contact, no file and no hidden profile into one.
import { and, inArray, ne, sql } from 'drizzle-orm';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { monthlyPay, wordsOf } from '#lib/server/search/documents.ts';
import type { SearchDocument, Stamp } from '#lib/server/search/port.ts';
import { readLines, type SkillLines } from '#lib/server/search/skill-lines.ts';
import { blockedOrganizations, talentEntries, talents, talentSkills } from '#lib/server/talents/table.ts';
import { supports, type TalentFacet } from '#lib/talents/search.ts';
import { evidences, type Evidence } from '#lib/talents/types.ts';

type Reader = Database | Transaction;
type Talent = typeof talents.$inferSelect;
type Skill = SkillLines & { level: number; evidence: Evidence };

/** Profiles have no end; a hidden one, and one of a suspended account, has no document. */
const always = '9999-12-31';
const findable = and(
	ne(talents.visibility, 'hidden'),
	sql`not exists (select from ${accounts} where ${accounts.id} = ${talents.accountId} and ${accounts.suspendedAt} is not null)`
);

/** The documents of those talents that may be found; the others are simply not returned. */
export async function readTalentDocuments(db: Reader, ids: string[]): Promise<SearchDocument<TalentFacet>[]> {
	if (ids.length === 0) return [];
	const rows = await db
		.select()
		.from(talents)
		.where(and(inArray(talents.id, ids), findable));
	const found = rows.map(({ id }) => id);
	if (found.length === 0) return [];
	const skills = await skillsOf(db, found);
	const texts = await textsOf(db, found);
	const blocked = await blockedBy(db, found);
	return rows.map((row) => ({
		...toDocument(row, skills.get(row.id) ?? [], texts.get(row.id) ?? []),
		blocks: blocked.get(row.id) ?? []
	}));
}

/** Id and version of every document that an index should hold. */
export function wantedTalentStamps(db: Reader): Promise<Stamp[]> {
	return db.select({ id: talents.id, version: talents.version }).from(talents).where(findable);
}

/** Ids of all talents that may have a document, `size` at a time, in the order of ids. */
export async function* findableTalentIds(db: Database, size: number): AsyncGenerator<string[]> {
	for (let last = ''; ;) {
		const rows = await db
			.select({ id: talents.id })
			.from(talents)
			.where(and(findable, sql`${talents.id} collate "C" > ${last}`))
			.orderBy(sql`${talents.id} collate "C"`)
			.limit(size);
		if (rows.length === 0) return;
		yield rows.map(({ id }) => id);
		last = rows.at(-1)!.id;
	}
}

async function skillsOf(db: Reader, ids: string[]): Promise<Map<string, Skill[]>> {
	const rows = await db
		.select({
			talentId: talentSkills.talentId,
			id: talentSkills.skillId,
			level: talentSkills.level,
			evidence: talentSkills.evidence
		})
		.from(talentSkills)
		.where(inArray(talentSkills.talentId, ids));
	const lines = await readLines(db, [...new Set(rows.map(({ id }) => id))]);
	const skills = new Map<string, Skill[]>();
	for (const { talentId, id, level, evidence } of rows) {
		skills.set(talentId, [...(skills.get(talentId) ?? []), { ...lines.get(id)!, level, evidence }]);
	}
	return skills;
}

/** What the lines of education and experience say. */
async function textsOf(db: Reader, ids: string[]): Promise<Map<string, string[]>> {
	const { talentId, place, title, text, position } = talentEntries;
	const rows = await db
		.select({ talentId, place, title, text })
		.from(talentEntries)
		.where(inArray(talentId, ids))
		.orderBy(talentId, talentEntries.kind, position);
	const texts = new Map<string, string[]>();
	for (const row of rows) {
		texts.set(row.talentId, [...(texts.get(row.talentId) ?? []), row.place, row.title, row.text]);
	}
	return texts;
}

async function blockedBy(db: Reader, ids: string[]): Promise<Map<string, string[]>> {
	const { talentId, organizationId } = blockedOrganizations;
	const rows = await db
		.select({ talentId, organizationId })
		.from(blockedOrganizations)
		.where(inArray(talentId, ids));
	const blocked = new Map<string, string[]>();
	for (const row of rows)
		blocked.set(row.talentId, [...(blocked.get(row.talentId) ?? []), row.organizationId]);
	return blocked;
}

const listed = (value: string | null | undefined) => (value ? [value] : []);

function toDocument(talent: Talent, skills: Skill[], texts: string[]): SearchDocument<TalentFacet> {
	const { wishPay, wishPayUnit } = talent;
	const pay = wishPay !== null && wishPayUnit ? monthlyPay(wishPay, wishPayUnit) : null;
	return {
		id: talent.id,
		version: talent.version,
		...wordsOf({
			A: [talent.displayName, talent.headline],
			B: skills.flatMap(({ names }) => names),
			C: [talent.headline, ...texts]
		}),
		facets: {
			skill: skills.map(({ id }) => id),
			degree: talent.degree === 'none' ? [] : [talent.degree],
			type: talent.wishTypes,
			district: talent.wishDistricts,
			days: listed(talent.wishDaysPerWeek?.toString()),
			from: listed(talent.availableFrom?.slice(0, 7)),
			evidence: supports.filter((support) => skills.some(({ evidence }) => evidence === support))
		},
		under: [...new Set(skills.flatMap(({ id, above }) => [id, ...above]))],
		skilled: skilledOf(skills),
		starts: [],
		payFrom: pay,
		payTo: pay,
		publishedAt: talent.updatedAt,
		validUntil: always
	};
}

/** How well each skill, and each above it, is mastered: by level, then by evidence. */
function skilledOf(skills: Skill[]): SearchDocument['skilled'] {
	const points = new Map<string, number>();
	for (const { id, above, level, evidence } of skills) {
		const own = level * evidences.length + evidences.indexOf(evidence);
		for (const skill of [id, ...above]) points.set(skill, Math.max(points.get(skill) ?? 0, own));
	}
	return [...points].map(([skill, own]) => ({ skill, points: own }));
}
