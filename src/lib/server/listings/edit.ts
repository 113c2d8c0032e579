// Reads for the people who write listings: their list, and one listing as the text of its form's fields.
import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { deskRows, type DeskQuery } from '#lib/listings/desk.ts';
import type { ListingKind, ListingState } from '#lib/listings/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { partnerChoices } from '#lib/server/bases/data.ts';
import { basePartners, basePeriods, bases } from '#lib/server/bases/table.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import type { Database } from '#lib/server/db/client.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { roles } from '#lib/server/roles/table.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';

/**
 * A page of what the organization has written, newest change first, with how many there are in each state. Words are
 * found anywhere in a title.
 */
export async function listingsOf(
	app: App,
	actor: Actor | undefined,
	slug: string,
	{ state, words, page }: DeskQuery
) {
	const { organization } = await requireMember(app.db, actor, slug);
	const titles = sql`lower(concat_ws(' ', ${listings.titleZh}, ${listings.titleEn}))`;
	const found = and(
		eq(listings.organizationId, organization.id),
		words ? sql`strpos(${titles}, ${words.toLowerCase()}) > 0` : undefined
	);
	const counted = await app.db
		.select({ state: listings.state, count: sql<number>`count(*)::int` })
		.from(listings)
		.where(found)
		.groupBy(listings.state)
		.orderBy(listings.state);
	const counts: Partial<Record<ListingState, number>> = Object.fromEntries(
		counted.map(({ state, count }) => [state, count])
	);
	const all = counted.reduce((sum, { count }) => sum + count, 0);
	const rows = await app.db
		.select({
			id: listings.id,
			kind: listings.kind,
			titleZh: listings.titleZh,
			titleEn: listings.titleEn,
			state: listings.state,
			validUntil: listings.validUntil
		})
		.from(listings)
		.where(and(found, state && eq(listings.state, state)))
		.orderBy(desc(listings.updatedAt), asc(listings.id))
		.limit(deskRows)
		.offset((page - 1) * deskRows);
	return { rows, counts, all, total: state ? (counts[state] ?? 0) : all };
}

export type FormFields = { [name: string]: string | string[] | FormFields | FormFields[] };

/** One listing of the organization as its form's fields: every value a text, absent ones empty. */
export async function listingForm(app: App, actor: Actor | undefined, slug: string, id: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	const own = and(eq(listings.id, id), eq(listings.organizationId, organization.id));
	const [listing] = await app.db.select().from(listings).where(own);
	if (!listing) throw new Refusal('notFound');
	const { kind, state, version, titleZh, titleEn, textZh, textEn, district, validUntil, sourceUrl } = listing;
	const reasons = asText({ ...listing.reasons });
	const values: FormFields = {
		...asText({ version, titleZh, titleEn, textZh, textEn, district, validUntil, sourceUrl }),
		...(await kindFields(app.db, kind, id)),
		reasons,
		questions: listing.questions.map(asText),
		skills: await skillFields(app.db, id)
	};
	return { id, kind, state, values };
}

/**
 * What a form offers to choose from: programmes a course can belong to, organizations a base can be shared with.
 * `listing` is absent for a new one.
 */
export async function formOptions(
	app: App,
	actor: Actor | undefined,
	slug: string,
	kind: ListingKind,
	listing?: string
) {
	const { organization } = await requireMember(app.db, actor, slug);
	const { id, titleZh, titleEn } = listings;
	const programmes = and(
		eq(listings.organizationId, organization.id),
		inArray(courses.type, ['programme', 'microdegree'])
	);
	const parents =
		kind === 'course'
			? await app.db
					.select({ id, titleZh, titleEn })
					.from(listings)
					.innerJoin(courses, eq(courses.listingId, id))
					.where(programmes)
					.orderBy(asc(id))
			: [];
	const partners = kind === 'base' ? await partnerChoices(app.db, organization.id, listing) : [];
	return { parents, partners };
}

function asText(row: Record<string, unknown>): FormFields {
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => {
			if (Array.isArray(value)) return [name, value.map(String)];
			if (typeof value === 'boolean') return [name, value ? 'on' : ''];
			return [name, value === null || value === undefined ? '' : String(value)];
		})
	);
}

async function skillFields(db: Database, listingId: string): Promise<FormFields[]> {
	const directory = await skillDirectory(db);
	const rows = await db
		.select()
		.from(listingSkills)
		.where(eq(listingSkills.listingId, listingId))
		.orderBy(desc(listingSkills.relation), asc(listingSkills.skillId));
	return rows.map(({ skillId, relation, level }) =>
		asText({ name: directory.get(skillId)?.zh ?? skillId, relation, level })
	);
}

async function kindFields(db: Database, kind: ListingKind, id: string): Promise<FormFields> {
	if (kind === 'role') {
		const [row] = await db.select().from(roles).where(eq(roles.listingId, id));
		return asText(row ?? {});
	}
	if (kind === 'course') {
		const [row] = await db.select().from(courses).where(eq(courses.listingId, id));
		const runs = await db
			.select()
			.from(courseRuns)
			.where(eq(courseRuns.listingId, id))
			.orderBy(asc(courseRuns.startsOn), asc(courseRuns.id));
		return { ...asText(row ?? {}), runs: runs.map(asText) };
	}
	const [row] = await db.select().from(bases).where(eq(bases.listingId, id));
	const periods = await db
		.select()
		.from(basePeriods)
		.where(eq(basePeriods.listingId, id))
		.orderBy(asc(basePeriods.startsOn), asc(basePeriods.id));
	const partners = await db
		.select({ slug: organizations.slug })
		.from(basePartners)
		.innerJoin(organizations, eq(organizations.id, basePartners.organizationId))
		.where(eq(basePartners.listingId, id));
	return { ...asText(row ?? {}), partners: partners.map(({ slug }) => slug), periods: periods.map(asText) };
}
