// Reads of applications: a person's own, and an organization's by listing.
import { and, asc, desc, eq, gte, notExists, notInArray, sql } from 'drizzle-orm';
import { accessEndedStates } from '#lib/applications/types.ts';
import { basePeriods } from '#lib/server/bases/table.ts';
import { applications } from '#lib/server/applications/table.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { blockedOrganizations, talents } from '#lib/server/talents/table.ts';

const slotDates = {
	from: sql<string | null>`coalesce(${courseRuns.startsOn}, ${basePeriods.startsOn})::text`,
	to: sql<string | null>`coalesce(${courseRuns.endsOn}, ${basePeriods.endsOn})::text`
};

/** A person's applications, the newest first. */
export async function applicationsOf(db: Database | Transaction, talentId: string) {
	return db
		.select({
			id: applications.id,
			state: applications.state,
			letter: applications.letter,
			answer: applications.answer,
			createdAt: applications.createdAt,
			answeredAt: applications.answeredAt,
			...slotDates,
			listing: { id: listings.id, kind: listings.kind, titleZh: listings.titleZh, titleEn: listings.titleEn },
			organization: { slug: organizations.slug, nameZh: organizations.nameZh, nameEn: organizations.nameEn }
		})
		.from(applications)
		.innerJoin(listings, eq(listings.id, applications.listingId))
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.leftJoin(courseRuns, eq(courseRuns.id, applications.runId))
		.leftJoin(basePeriods, eq(basePeriods.id, applications.periodId))
		.where(eq(applications.talentId, talentId))
		.orderBy(desc(applications.createdAt), asc(applications.id));
}

/** The person's last application for a listing; undefined when there is none. */
export async function lastApplication(db: Database | Transaction, talentId: string, listingId: string) {
	const [row] = await db
		.select({ id: applications.id, state: applications.state, createdAt: applications.createdAt })
		.from(applications)
		.where(and(eq(applications.talentId, talentId), eq(applications.listingId, listingId)))
		.orderBy(desc(applications.createdAt), asc(applications.id))
		.limit(1);
	return row;
}

/**
 * Applications for an organization's listings that it may still see: not withdrawn or expired, and not of people
 * who block it. Listings with the newest application first, the oldest of a listing first.
 */
export async function applicationsFor(db: Database | Transaction, organizationId: string) {
	const blocked = db
		.select({ one: sql`1` })
		.from(blockedOrganizations)
		.where(
			and(
				eq(blockedOrganizations.talentId, talents.id),
				eq(blockedOrganizations.organizationId, organizationId)
			)
		);
	return db
		.select({
			id: applications.id,
			version: applications.version,
			state: applications.state,
			letter: applications.letter,
			answer: applications.answer,
			createdAt: applications.createdAt,
			viewedAt: applications.viewedAt,
			...slotDates,
			listing: { id: listings.id, kind: listings.kind, titleZh: listings.titleZh, titleEn: listings.titleEn },
			talent: {
				id: talents.id,
				displayName: talents.displayName,
				headline: talents.headline,
				degree: talents.degree,
				sample: talents.sample
			}
		})
		.from(applications)
		.innerJoin(listings, eq(listings.id, applications.listingId))
		.innerJoin(talents, eq(talents.id, applications.talentId))
		.leftJoin(courseRuns, eq(courseRuns.id, applications.runId))
		.leftJoin(basePeriods, eq(basePeriods.id, applications.periodId))
		.where(
			and(
				eq(listings.organizationId, organizationId),
				notInArray(applications.state, [...accessEndedStates]),
				notExists(blocked)
			)
		)
		.orderBy(
			sql`max(${applications.createdAt}) over (partition by ${listings.id}) desc`,
			asc(listings.id),
			asc(applications.createdAt),
			asc(applications.id)
		);
}

/** An open or closed listing as somebody who applies needs it; undefined for drafts, frozen and unknown ones. */
export async function listingToApply(db: Database | Transaction, id: string) {
	const [row] = await db
		.select({
			id: listings.id,
			kind: listings.kind,
			titleZh: listings.titleZh,
			titleEn: listings.titleEn,
			state: listings.state,
			validUntil: listings.validUntil,
			admissionFrom: courses.admissionFrom,
			admissionTo: courses.admissionTo,
			organization: {
				id: organizations.id,
				slug: organizations.slug,
				nameZh: organizations.nameZh,
				nameEn: organizations.nameEn,
				verification: organizations.verification
			}
		})
		.from(listings)
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.leftJoin(courses, eq(courses.listingId, listings.id))
		.where(eq(listings.id, id));
	return row && ['open', 'closed'].includes(row.state) ? row : undefined;
}
export type ListingToApply = NonNullable<Awaited<ReturnType<typeof listingToApply>>>;

/** A run of a course or a period of a base that has not ended; `left` are free seats or places. */
export type Slot = { id: string; from: string; to: string; left: number };

export async function slotsOf(db: Database | Transaction, listingId: string, today: string): Promise<Slot[]> {
	const left = (
		all: typeof courseRuns.seats | typeof basePeriods.places,
		taken: typeof courseRuns.seatsTaken | typeof basePeriods.placesTaken
	) => sql<number>`(${all} - ${taken})::int`;
	const runs = await db
		.select({
			id: courseRuns.id,
			from: courseRuns.startsOn,
			to: courseRuns.endsOn,
			left: left(courseRuns.seats, courseRuns.seatsTaken)
		})
		.from(courseRuns)
		.where(and(eq(courseRuns.listingId, listingId), gte(courseRuns.endsOn, today)))
		.orderBy(asc(courseRuns.startsOn), asc(courseRuns.id));
	if (runs.length) return runs;
	return db
		.select({
			id: basePeriods.id,
			from: basePeriods.startsOn,
			to: basePeriods.endsOn,
			left: left(basePeriods.places, basePeriods.placesTaken)
		})
		.from(basePeriods)
		.where(and(eq(basePeriods.listingId, listingId), gte(basePeriods.endsOn, today)))
		.orderBy(asc(basePeriods.startsOn), asc(basePeriods.id));
}
