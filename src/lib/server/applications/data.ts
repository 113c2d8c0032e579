// Reads of applications: a person's own, and an organization's by listing.
import { and, asc, desc, eq, gte, inArray, isNull, notInArray, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Mover, Track } from '#lib/applications/moves.ts';
import { accessEndedStates, type ApplicationState } from '#lib/applications/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { basePeriods } from '#lib/server/bases/table.ts';
import { applicationEvents, applications } from '#lib/server/applications/table.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { files } from '#lib/server/files/table.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { roles } from '#lib/server/roles/table.ts';

const slotDates = {
	from: sql<string | null>`coalesce(${courseRuns.startsOn}, ${basePeriods.startsOn})::text`,
	to: sql<string | null>`coalesce(${courseRuns.endsOn}, ${basePeriods.endsOn})::text`
};

/** Whether the person still shares through an application: they may end it also after it was answered. */
export const stillShared = (id: AnyPgColumn) => sql`not exists (
	select from consents c where c.application_id = ${id} and c.member_id is null and c.withdrawn_at is not null)`;

export async function isShared(db: Database | Transaction, id: string): Promise<boolean> {
	return (await db.$count(applications, and(eq(applications.id, id), stillShared(applications.id)))) > 0;
}

/** By which table an application moves, where its role is joined. */
const track = sql<Track>`case when ${roles.employmentType} = 'internship' then 'internship' else ${applications.kind} end`;

/** A person's applications, the newest first. */
export async function applicationsOf(db: Database | Transaction, talentId: string) {
	return db
		.select({
			id: applications.id,
			state: applications.state,
			letter: applications.letter,
			createdAt: applications.createdAt,
			answeredAt: applications.answeredAt,
			heldUntil: applications.heldUntil,
			cvName: files.name,
			...slotDates,
			listing: { id: listings.id, kind: listings.kind, titleZh: listings.titleZh, titleEn: listings.titleEn },
			employmentType: roles.employmentType,
			track,
			organization: { slug: organizations.slug, nameZh: organizations.nameZh, nameEn: organizations.nameEn }
		})
		.from(applications)
		.innerJoin(listings, eq(listings.id, applications.listingId))
		.innerJoin(organizations, eq(organizations.id, listings.organizationId))
		.leftJoin(roles, eq(roles.listingId, listings.id))
		.leftJoin(courseRuns, eq(courseRuns.id, applications.runId))
		.leftJoin(basePeriods, eq(basePeriods.id, applications.periodId))
		.leftJoin(files, eq(files.id, applications.cvFileId))
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

/** One application for a listing of the organization that it may still see; undefined for any other. */
export async function receivedById(db: Database, organizationId: string, id: string) {
	const [row] = await db
		.select({
			id: applications.id,
			version: applications.version,
			kind: applications.kind,
			state: applications.state,
			letter: applications.letter,
			answers: applications.answers,
			cvName: files.name,
			createdAt: applications.createdAt,
			viewedAt: applications.viewedAt,
			talentId: applications.talentId,
			track,
			...slotDates,
			listing: { id: listings.id, titleZh: listings.titleZh, titleEn: listings.titleEn }
		})
		.from(applications)
		.innerJoin(listings, eq(listings.id, applications.listingId))
		.leftJoin(roles, eq(roles.listingId, listings.id))
		.leftJoin(courseRuns, eq(courseRuns.id, applications.runId))
		.leftJoin(basePeriods, eq(basePeriods.id, applications.periodId))
		.leftJoin(files, eq(files.id, applications.cvFileId))
		.where(
			and(
				eq(applications.id, id),
				isNull(applications.heldUntil),
				eq(listings.organizationId, organizationId),
				notInArray(applications.state, [...accessEndedStates]),
				stillShared(applications.id)
			)
		);
	return row;
}

export type ApplicationEvent = {
	from: ApplicationState;
	to: ApplicationState;
	mover: Mover;
	/** The member or person who did it, for their own side only. */
	by: string | null;
	reason: string;
	meetsAt: Date | null;
	place: string | null;
	at: Date;
};

/** What happened to each of the applications, in order. */
export async function eventsOf(
	db: Database | Transaction,
	ids: readonly string[]
): Promise<Map<string, ApplicationEvent[]>> {
	const events = new Map<string, ApplicationEvent[]>();
	if (!ids.length) return events;
	const rows = await db
		.select({
			applicationId: applicationEvents.applicationId,
			from: applicationEvents.fromState,
			to: applicationEvents.toState,
			mover: applicationEvents.mover,
			by: accounts.email,
			reason: applicationEvents.reason,
			meetsAt: applicationEvents.meetsAt,
			place: applicationEvents.place,
			at: applicationEvents.at
		})
		.from(applicationEvents)
		.leftJoin(accounts, eq(accounts.id, applicationEvents.accountId))
		.where(inArray(applicationEvents.applicationId, [...ids]))
		.orderBy(asc(applicationEvents.applicationId), asc(applicationEvents.position));
	for (const { applicationId, ...event } of rows)
		events.set(applicationId, [...(events.get(applicationId) ?? []), event]);
	return events;
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
			questions: listings.questions,
			takesTeams: sql<boolean>`${roles.employmentType} is not distinct from 'team'`,
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
		.leftJoin(roles, eq(roles.listingId, listings.id))
		.where(eq(listings.id, id));
	return row && ['open', 'closed'].includes(row.state) ? row : undefined;
}
export type ListingToApply = NonNullable<Awaited<ReturnType<typeof listingToApply>>>;

/** A run of a course or a period of a base that has not ended; `left` are free seats or places. */
export type Slot = { id: string; from: string; to: string; left: number; begun: boolean };

export async function slotsOf(db: Database | Transaction, listingId: string, today: string): Promise<Slot[]> {
	const left = (
		all: typeof courseRuns.seats | typeof basePeriods.places,
		taken: typeof courseRuns.seatsTaken | typeof basePeriods.placesTaken
	) => sql<number>`(${all} - ${taken})::int`;
	const begun = (on: typeof courseRuns.startsOn | typeof basePeriods.startsOn) =>
		sql<boolean>`${on} <= ${today}::date`;
	const runs = await db
		.select({
			id: courseRuns.id,
			from: courseRuns.startsOn,
			to: courseRuns.endsOn,
			left: left(courseRuns.seats, courseRuns.seatsTaken),
			begun: begun(courseRuns.startsOn)
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
			left: left(basePeriods.places, basePeriods.placesTaken),
			begun: begun(basePeriods.startsOn)
		})
		.from(basePeriods)
		.where(and(eq(basePeriods.listingId, listingId), gte(basePeriods.endsOn, today)))
		.orderBy(asc(basePeriods.startsOn), asc(basePeriods.id));
}
