// The part of a listing that hangs on its kind: its own row, its runs or periods, its partners, its required fields.
import { and, eq, inArray, isNotNull, notInArray, or, sql } from 'drizzle-orm';
import type { BaseInput } from '#lib/bases/schema.ts';
import type { CourseInput } from '#lib/courses/schema.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { RoleInput } from '#lib/roles/schema.ts';
import { basePartners, basePeriods, bases } from '#lib/server/bases/table.ts';
import { releaseShares, roomBesideShares } from '#lib/server/bases/shares.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import { sqlState, type Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { roles } from '#lib/server/roles/table.ts';

export type KindInput =
	({ kind: 'role' } & RoleInput) | ({ kind: 'course' } & CourseInput) | ({ kind: 'base' } & BaseInput);

export async function saveKind(
	tx: Transaction,
	id: string,
	organizationId: string,
	input: KindInput
): Promise<void> {
	if (input.kind === 'role') await saveRole(tx, id, input);
	else if (input.kind === 'course') await saveCourse(tx, id, organizationId, input);
	else await saveBase(tx, id, organizationId, input);
}

/** What an open listing of its kind must say besides the shared part: field name → message key. */
export async function kindProblems(
	tx: Transaction,
	{ id, kind }: { id: string; kind: ListingKind }
): Promise<Record<string, string>> {
	if (kind === 'role') {
		const [role] = await tx.select({ payFrom: roles.payFrom }).from(roles).where(eq(roles.listingId, id));
		return role?.payFrom == null ? { payFrom: 'posting_error_pay_required' } : {};
	}
	if (kind === 'course') return {};
	const periods = await tx
		.select({ id: basePeriods.id })
		.from(basePeriods)
		.where(eq(basePeriods.listingId, id))
		.limit(1);
	return periods.length ? {} : { periods: 'posting_error_period_required' };
}

/** The kind's own row, among it the texts that people write freely. */
export async function kindTexts(
	tx: Transaction,
	{ id, kind }: { id: string; kind: ListingKind }
): Promise<Record<string, unknown>> {
	const table = { role: roles, course: courses, base: bases }[kind];
	const [row] = await tx.select().from(table).where(eq(table.listingId, id));
	return { ...row };
}

/** Copies the kind's own row without dates, runs and periods. */
export async function insertKindCopy(
	tx: Transaction,
	kind: ListingKind,
	from: string,
	to: string
): Promise<void> {
	if (kind === 'role') {
		const [row] = await tx.select().from(roles).where(eq(roles.listingId, from));
		if (row) await tx.insert(roles).values({ ...row, listingId: to, startsOn: null });
	} else if (kind === 'course') {
		const [row] = await tx.select().from(courses).where(eq(courses.listingId, from));
		if (row)
			await tx.insert(courses).values({ ...row, listingId: to, admissionFrom: null, admissionTo: null });
	} else {
		const [row] = await tx.select().from(bases).where(eq(bases.listingId, from));
		if (row) await tx.insert(bases).values({ ...row, listingId: to });
	}
}

async function saveRole(tx: Transaction, id: string, input: RoleInput) {
	const { employmentType, payFrom, payTo, payUnit, payMonths, headcount, degree, daysPerWeek, lengthMonths } =
		input;
	const { mayStay, startsOn, benefits, equityNoteZh, equityNoteEn, researchWith, invasive, clinical } = input;
	const values = {
		...{ employmentType, payFrom, payTo, payUnit, payMonths, headcount, degree, daysPerWeek, lengthMonths },
		...{ mayStay, startsOn, benefits, equityNoteZh, equityNoteEn, researchWith, invasive, clinical }
	};
	await tx
		.insert(roles)
		.values({ listingId: id, ...values })
		.onConflictDoUpdate({ target: roles.listingId, set: values });
}

async function saveCourse(tx: Transaction, id: string, organizationId: string, input: CourseInput) {
	const { type, parentId, providedByZh, providedByEn, studyLevel, mode, credits, hours, fee } = input;
	const { admissionFrom, admissionTo, url } = input;
	if (parentId) await requireParent(tx, parentId, id, organizationId);
	const values = {
		...{ type, parentId, providedByZh, providedByEn, studyLevel, mode, credits, hours, fee },
		...{ admissionFrom, admissionTo, url }
	};
	await tx
		.insert(courses)
		.values({ listingId: id, ...values })
		.onConflictDoUpdate({ target: courses.listingId, set: values });
	await saveRuns(tx, id, input.runs);
}

/** A course belongs to a programme or micro-degree of the same organization, and not to itself. */
async function requireParent(tx: Transaction, parentId: string, id: string, organizationId: string) {
	const [parent] = await tx
		.select({ id: courses.listingId })
		.from(courses)
		.innerJoin(listings, eq(listings.id, courses.listingId))
		.where(
			and(
				eq(courses.listingId, parentId),
				eq(listings.organizationId, organizationId),
				inArray(courses.type, ['programme', 'microdegree'])
			)
		);
	if (!parent || parentId === id) throw new Refusal('invalid', { parentId: 'common_error_field' });
}

async function saveRuns(tx: Transaction, listingId: string, runs: CourseInput['runs']) {
	const kept = runs.flatMap(({ id }) => id ?? []);
	await refuseInUse('runs', () =>
		tx
			.delete(courseRuns)
			.where(and(eq(courseRuns.listingId, listingId), notInArray(courseRuns.id, ['', ...kept])))
	);
	for (const [i, { id, startsOn, endsOn, seats }] of runs.entries()) {
		const own = and(
			eq(courseRuns.id, id ?? ''),
			eq(courseRuns.listingId, listingId),
			sql`${courseRuns.seatsTaken} <= ${seats}`
		);
		if (!id) await tx.insert(courseRuns).values({ listingId, startsOn, endsOn, seats });
		else if (!(await tx.update(courseRuns).set({ startsOn, endsOn, seats }).where(own).returning()).length)
			throw new Refusal('invalid', { [`runs.${i}.seats`]: 'posting_error_seats_taken' });
	}
}

async function saveBase(tx: Transaction, id: string, organizationId: string, input: BaseInput) {
	const { addressZh, addressEn, equipmentZh, equipmentEn, allowance } = input;
	const values = { addressZh, addressEn, equipmentZh, equipmentEn, allowance };
	await tx
		.insert(bases)
		.values({ listingId: id, ...values })
		.onConflictDoUpdate({ target: bases.listingId, set: values });
	await savePartners(tx, id, organizationId, input.partners);
	await savePeriods(tx, id, input.periods);
}

/**
 * Partners that stay keep their answer; new ones, verified organizations only, are still to be asked. The owner is
 * not its own partner.
 */
async function savePartners(tx: Transaction, listingId: string, owner: string, slugs: string[]) {
	const named = and(eq(basePartners.organizationId, organizations.id), eq(basePartners.listingId, listingId));
	const found = await tx
		.select({ id: organizations.id })
		.from(organizations)
		.leftJoin(basePartners, named)
		.where(
			and(
				inArray(organizations.slug, ['', ...slugs]),
				or(eq(organizations.verification, 'verified'), isNotNull(basePartners.listingId))
			)
		);
	if (found.length < slugs.length)
		throw new Refusal('invalid', { partners: 'posting_error_partner_unknown' });
	const ids = found.map(({ id }) => id).filter((id) => id !== owner);
	await tx
		.delete(basePartners)
		.where(and(eq(basePartners.listingId, listingId), notInArray(basePartners.organizationId, ['', ...ids])));
	await releaseShares(tx, listingId, { allBut: [owner, ...ids] });
	if (ids.length) {
		await tx
			.insert(basePartners)
			.values(ids.map((id) => ({ listingId, organizationId: id })))
			.onConflictDoNothing();
	}
}

async function savePeriods(tx: Transaction, listingId: string, periods: BaseInput['periods']) {
	const kept = periods.flatMap(({ id }) => id ?? []);
	await refuseInUse('periods', () =>
		tx
			.delete(basePeriods)
			.where(and(eq(basePeriods.listingId, listingId), notInArray(basePeriods.id, ['', ...kept])))
	);
	for (const [i, { id, startsOn, endsOn, places }] of periods.entries()) {
		const own = and(
			eq(basePeriods.id, id ?? ''),
			eq(basePeriods.listingId, listingId),
			sql`${basePeriods.placesTaken} <= ${places}`,
			roomBesideShares(places)
		);
		if (!id) await tx.insert(basePeriods).values({ listingId, startsOn, endsOn, places });
		else if (!(await tx.update(basePeriods).set({ startsOn, endsOn, places }).where(own).returning()).length)
			throw new Refusal('invalid', { [`periods.${i}.places`]: 'posting_error_seats_taken' });
	}
}

/** A run or period somebody has applied for cannot be removed. */
async function refuseInUse(field: string, remove: () => Promise<unknown>) {
	try {
		await remove();
	} catch (error) {
		if (sqlState(error) === '23503') throw new Refusal('invalid', { [field]: 'posting_error_in_use' });
		throw error;
	}
}
