// Makes the documents that engines hold from the rows of listings. Only what anyone may find becomes one: open
// listings of verified organizations that are still valid. It must not put anything private into a document.
import { and, eq, gte, inArray, isNotNull, sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { fields, type ByField } from '#lib/search/bm25.ts';
import type { Facet, Length } from '#lib/search/query.ts';
import { basePartners, basePeriods, bases } from '#lib/server/bases/table.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { roles } from '#lib/server/roles/table.ts';
import { readLines, type SkillLines } from '#lib/server/search/skill-lines.ts';
import type { SearchDocument, Stamp } from '#lib/server/search/port.ts';
import type { PayUnit } from '#lib/roles/types.ts';
import { indexTerms, type IndexTerms } from '#lib/text/tokens.ts';

type Reader = Database | Transaction;

/** Months a unit of pay stands for: 8 hours a day, 21.75 paid days a month (人社部发〔2025〕2号). */
const perMonth: Record<PayUnit, number> = { hour: 8 * 21.75, day: 21.75, month: 1, year: 1 / 12 };

/** Pay in whole CNY a month. */
export function monthlyPay(amount: number, unit: PayUnit): number {
	return Math.round(amount * perMonth[unit]);
}

/** The documents of those listings that may be found on that day; the others are simply not returned. */
export async function readDocuments(db: Reader, ids: string[], now: Date): Promise<SearchDocument<Facet>[]> {
	if (ids.length === 0) return [];
	const rows = await listingRows(db, ids, dayInNanjing(now));
	const found = rows.map(({ listing }) => listing.id);
	if (found.length === 0) return [];
	const { named: skills, given } = await skillsOf(db, found);
	const partners = await partnersOf(db, found);
	const starts = await startsOf(db, found);
	return rows.map((row) => {
		const { id } = row.listing;
		const about = { skills: skills.get(id) ?? [], given: given.get(id) ?? [] };
		return toDocument(row, about, partners.get(id) ?? [], starts.get(id) ?? []);
	});
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
		.where(and(inArray(listings.id, ids), findable(today)));
}

/** Which listings have a document. */
const findable = (today: string) =>
	and(
		eq(listings.state, 'open'),
		gte(listings.validUntil, today),
		eq(organizations.verification, 'verified')
	);

/** Id and version of every document that an index should hold on that day. */
export function wantedStamps(db: Reader, now: Date): Promise<Stamp[]> {
	return db
		.select({ id: listings.id, version: listings.version })
		.from(listings)
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.where(findable(dayInNanjing(now)));
}

/** By listing: the skills it names, and those of them that it gives, as a course or base does. */
async function skillsOf(db: Reader, ids: string[]) {
	const { listingId, skillId, relation } = listingSkills;
	const rows = await db
		.select({
			listing: listingId,
			skill: skillId,
			gives: sql<boolean>`bool_or(${relation} in ('taught', 'practised'))`
		})
		.from(listingSkills)
		.where(inArray(listingId, ids))
		.groupBy(listingId, skillId);
	const lines = await readLines(db, [...new Set(rows.map(({ skill }) => skill))]);
	const named = new Map<string, SkillLines[]>();
	const given = new Map<string, SkillLines[]>();
	for (const { listing, skill, gives } of rows) {
		const line = lines.get(skill)!;
		named.set(listing, [...(named.get(listing) ?? []), line]);
		if (gives) given.set(listing, [...(given.get(listing) ?? []), line]);
	}
	return { named, given };
}

/** The skills and everything above them. */
const withAbove = (skills: SkillLines[]) => [...new Set(skills.flatMap(({ id, above }) => [id, ...above]))];

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

/** First days of the runs of courses and the periods of bases. */
async function startsOf(db: Reader, ids: string[]): Promise<Map<string, string[]>> {
	const runs = await db
		.select({ listingId: courseRuns.listingId, startsOn: courseRuns.startsOn })
		.from(courseRuns)
		.where(inArray(courseRuns.listingId, ids));
	const periods = await db
		.select({ listingId: basePeriods.listingId, startsOn: basePeriods.startsOn })
		.from(basePeriods)
		.where(inArray(basePeriods.listingId, ids));
	const starts = new Map<string, string[]>();
	for (const { listingId, startsOn } of [...runs, ...periods])
		starts.set(listingId, [...(starts.get(listingId) ?? []), startsOn]);
	return starts;
}

type Texts = Array<string | null | undefined>;

/** Terms of names and titles, which many documents repeat: of skills, their aliases, organizations. */
const repeated = new Map<string, IndexTerms>();
const [mostRepeated, longestRepeated] = [20_000, 80];

function termsOf(text: string): IndexTerms {
	if (text.length > longestRepeated) return indexTerms(text);
	let known = repeated.get(text);
	if (!known) {
		if (repeated.size >= mostRepeated) repeated.clear();
		repeated.set(text, (known = indexTerms(text)));
	}
	return known;
}

/** Terms and lengths of the three fields. */
export function wordsOf(texts: ByField<Texts>): Pick<SearchDocument, 'terms' | 'lengths'> {
	const words = { terms: { A: [], B: [], C: [] }, lengths: { A: 0, B: 0, C: 0 } } as ReturnType<
		typeof wordsOf
	>;
	for (const field of fields) {
		for (const text of texts[field]) {
			if (!text) continue;
			const { terms, length } = termsOf(text);
			for (const term of terms) words.terms[field].push(term);
			words.lengths[field] += length;
		}
	}
	return words;
}
const listed = (value: string | null | undefined) => (value ? [value] : []);

function toDocument(
	{ listing, organization, role, course, base }: Row,
	{ skills, given }: { skills: SkillLines[]; given: SkillLines[] },
	partners: Partner[],
	starts: string[]
): SearchDocument<Facet> {
	const hosts = [organization, ...partners];
	const facets: Record<Facet, string[]> = {
		kind: [listing.kind],
		skill: skills.map(({ id }) => id),
		district: listed(listing.district),
		type: listed(role?.employmentType),
		degree: listed(role?.degree),
		level: listed(course?.studyLevel),
		mode: listed(course?.mode),
		days: listed(role?.daysPerWeek?.toString()),
		length: listed(role?.lengthMonths ? lengthOf(role.lengthMonths) : undefined),
		benefit: role?.benefits ?? [],
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
		...wordsOf({
			A: [listing.titleZh, listing.titleEn],
			B: [...names, ...more],
			// A text is about its title too, whether it repeats it or not.
			C: [listing.titleZh, listing.titleEn, listing.textZh, listing.textEn, ...places]
		}),
		facets,
		under: withAbove(skills),
		gives: listing.kind === 'role' ? [] : withAbove(given),
		starts: [...new Set([...starts, ...listed(role?.startsOn)].map((day) => day.slice(0, 7)))],
		...payOf(role, base),
		publishedAt: listing.publishedAt!,
		validUntil: listing.validUntil!
	};
}

function lengthOf(months: number): Length {
	if (months <= 3) return 'short';
	if (months <= 6) return 'half';
	return months <= 12 ? 'year' : 'long';
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
