// Makes the documents that engines hold from the rows of listings. Only what anyone may find becomes one: open
// listings of verified organizations that are still valid. It must not put anything private into a document.
import { and, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { Facet } from '#lib/search/query.ts';
import { basePartners, bases } from '#lib/server/bases/table.ts';
import { courses } from '#lib/server/courses/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { roles } from '#lib/server/roles/table.ts';
import { readLines, type SkillLines } from '#lib/server/search/skill-lines.ts';
import type { SearchDocument } from '#lib/server/search/port.ts';
import type { PayUnit } from '#lib/roles/types.ts';
import { indexTokens } from '#lib/text/tokens.ts';

type Reader = Database | Transaction;

/** Months a unit of pay stands for: 8 hours a day, 21.75 paid days a month (人社部发〔2025〕2号). */
const perMonth: Record<PayUnit, number> = { hour: 8 * 21.75, day: 21.75, month: 1, year: 1 / 12 };

/** Pay in whole CNY a month. */
export function monthlyPay(amount: number, unit: PayUnit): number {
	return Math.round(amount * perMonth[unit]);
}

/** The documents of those listings that may be found on that day; the others are simply not returned. */
export async function readDocuments(db: Reader, ids: string[], now: Date): Promise<SearchDocument[]> {
	if (ids.length === 0) return [];
	const rows = await listingRows(db, ids, dayInNanjing(now));
	const found = rows.map(({ listing }) => listing.id);
	if (found.length === 0) return [];
	const [skills, partners] = [await skillsOf(db, found), await partnersOf(db, found)];
	return rows.map((row) =>
		toDocument(row, skills.get(row.listing.id) ?? [], partners.get(row.listing.id) ?? [])
	);
}

type Row = Awaited<ReturnType<typeof listingRows>>[number];
type Partner = { id: string; nameZh: string | null; nameEn: string | null };

function listingRows(db: Reader, ids: string[], today: string) {
	return db
		.select({ listing: listings, organization: organizations, role: roles, course: courses, base: bases })
		.from(listings)
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.leftJoin(roles, eq(roles.listingId, listings.id))
		.leftJoin(courses, eq(courses.listingId, listings.id))
		.leftJoin(bases, eq(bases.listingId, listings.id))
		.where(
			and(
				inArray(listings.id, ids),
				eq(listings.state, 'open'),
				gte(listings.validUntil, today),
				eq(organizations.verification, 'verified')
			)
		);
}

async function skillsOf(db: Reader, ids: string[]): Promise<Map<string, SkillLines[]>> {
	const rows = await db
		.selectDistinct({ listingId: listingSkills.listingId, skillId: listingSkills.skillId })
		.from(listingSkills)
		.where(inArray(listingSkills.listingId, ids));
	const lines = await readLines(db, [...new Set(rows.map(({ skillId }) => skillId))]);
	const skills = new Map<string, SkillLines[]>();
	for (const { listingId, skillId } of rows) {
		skills.set(listingId, [...(skills.get(listingId) ?? []), lines.get(skillId)!]);
	}
	return skills;
}

/** The partners of bases, once they have confirmed. */
async function partnersOf(db: Reader, ids: string[]): Promise<Map<string, Partner[]>> {
	const rows = await db
		.select({
			listingId: basePartners.listingId,
			id: organizations.id,
			nameZh: organizations.nameZh,
			nameEn: organizations.nameEn
		})
		.from(basePartners)
		.innerJoin(organizations, eq(organizations.id, basePartners.organizationId))
		.where(and(inArray(basePartners.listingId, ids), isNotNull(basePartners.confirmedAt)));
	const partners = new Map<string, Partner[]>();
	for (const { listingId, ...partner } of rows) {
		partners.set(listingId, [...(partners.get(listingId) ?? []), partner]);
	}
	return partners;
}

const tokensOf = (texts: Array<string | null | undefined>) =>
	texts.flatMap((text) => (text ? indexTokens(text) : []));
const listed = (value: string | null | undefined) => (value ? [value] : []);

function toDocument(
	{ listing, organization, role, course, base }: Row,
	skills: SkillLines[],
	partners: Partner[]
): SearchDocument {
	const hosts = [organization, ...partners];
	const facets: Record<Facet, string[]> = {
		kind: [listing.kind],
		skill: skills.map(({ id }) => id),
		district: listed(listing.district),
		type: listed(role?.employmentType),
		degree: listed(role?.degree),
		level: listed(course?.studyLevel),
		mode: listed(course?.mode),
		organization: [...new Set(hosts.map(({ id }) => id))]
	};
	const names = [
		...skills.flatMap((skill) => skill.names),
		...hosts.flatMap(({ nameZh, nameEn }) => [nameZh, nameEn])
	];
	const more = [course?.providedByZh, course?.providedByEn];
	const places = [base?.addressZh, base?.addressEn, base?.equipmentZh, base?.equipmentEn];
	return {
		id: listing.id,
		version: listing.version,
		tokens: {
			A: tokensOf([listing.titleZh, listing.titleEn]),
			B: tokensOf([...names, ...more]),
			C: tokensOf([listing.textZh, listing.textEn, ...places])
		},
		facets,
		under: [...new Set(skills.flatMap(({ id, above }) => [id, ...above]))],
		...payOf(role, base),
		publishedAt: listing.publishedAt!,
		validUntil: listing.validUntil!
	};
}

function payOf(role: Row['role'], base: Row['base']): Pick<SearchDocument, 'payFrom' | 'payTo'> {
	if (role?.payUnit && role.payFrom !== null && role.payTo !== null) {
		return { payFrom: monthlyPay(role.payFrom, role.payUnit), payTo: monthlyPay(role.payTo, role.payUnit) };
	}
	return { payFrom: base?.allowance ?? null, payTo: base?.allowance ?? null };
}

/** Ids of all listings that may have a document, `size` at a time, in the order of ids. */
export async function* openListingIds(db: Database, size: number): AsyncGenerator<string[]> {
	for (let last = ''; ;) {
		const rows = await db
			.select({ id: listings.id })
			.from(listings)
			.where(and(eq(listings.state, 'open'), sql`${listings.id} collate "C" > ${last}`))
			.orderBy(sql`${listings.id} collate "C"`)
			.limit(size);
		if (rows.length === 0) return;
		yield rows.map(({ id }) => id);
		last = rows.at(-1)!.id;
	}
}
