// Decisions and writes about listings of every kind: save, publish, close, copy, and the nightly closing.
import { and, eq, lt, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { Question } from '#lib/applications/types.ts';
import { dayInNanjing, daysBetween } from '#lib/i18n/text.ts';
import type { SkillLine } from '#lib/listings/schema.ts';
import { relationsOf, type ListingKind } from '#lib/listings/types.ts';
import { ruleProblems, type Reasons, type Texts } from '#lib/moderation/fields.ts';
import type { District } from '#lib/organizations/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { fillPlaces } from '#lib/server/applications/move.ts';
import { isUniqueViolation, type Transaction } from '#lib/server/db/client.ts';
import {
	insertKindCopy,
	kindProblems,
	kindTexts,
	saveKind,
	type KindInput
} from '#lib/server/listings/kinds.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { keepVersions } from '#lib/server/moderation/versions.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { markListings } from '#lib/server/search/outbox.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';

/** The longest a listing may stay open without being looked at again, in days. */
const validDaysMax = 366;

type Shared = {
	version: number;
	titleZh: string | null;
	titleEn: string | null;
	textZh: string | null;
	textEn: string | null;
	district: District | null;
	validUntil: string | null;
	sourceUrl: string | null;
	reasons: Reasons;
	questions: Question[];
	skills: SkillLine[];
};
export type ListingInput = Shared & KindInput;

type Listing = typeof listings.$inferSelect;

/**
 * Saves a new draft (no `id`) or changes a listing. Refuses with `changedElsewhere` when the row has moved on since
 * the form was made, and with a sentence per field when a skill is unknown or an open listing would lose what an
 * open listing needs or break a posting rule. Returns the listing's id.
 */
export async function saveListing(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string | undefined,
	input: ListingInput
): Promise<string> {
	const { organization } = await requireMember(app.db, actor, slug);
	const skills = await resolveSkills(app, input);
	const row = pickShared(input);
	return app.db.transaction(async (tx) => {
		const saved = id
			? await changeRow(tx, organization.id, id, input, row)
			: await insertRow(tx, {
					...row,
					kind: input.kind,
					organizationId: organization.id,
					createdBy: actor!.accountId,
					sample: organization.sample
				});
		await tx.delete(listingSkills).where(eq(listingSkills.listingId, saved.id));
		if (skills.length)
			await tx.insert(listingSkills).values(skills.map((skill) => ({ ...skill, listingId: saved.id })));
		await saveKind(tx, saved.id, organization.id, input);
		await fillPlaces(app, tx, saved.id);
		if (saved.state === 'open') {
			refuseUnfit(app, saved, await kindProblems(tx, saved), { ...input, ...saved });
			await keepVersions(tx, [saved.id], actor!.accountId);
		}
		await markListings(tx, [saved.id]);
		return saved.id;
	});
}

/**
 * Publishes a draft or a closed listing: verified organizations only, and only when nothing the rules ask is missing
 * and no text breaks them. What is published is kept.
 */
export async function publishListing(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string
): Promise<void> {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) throw new Refusal('notAllowed', { '': 'posting_error_unverified' });
	await app.db.transaction(async (tx) => {
		const listing = await lockListing(tx, organization.id, id);
		if (listing.state === 'frozen') throw new Refusal('notNow');
		const texts = { ...(await kindTexts(tx, listing)), ...listing };
		refuseUnfit(app, listing, await kindProblems(tx, listing), texts);
		await setState(tx, listing, {
			state: 'open',
			publishedAt: listing.publishedAt ?? app.now(),
			closedAt: null
		});
		await keepVersions(tx, [id], actor!.accountId);
	});
}

export async function closeListing(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string
): Promise<void> {
	const { organization } = await requireMember(app.db, actor, slug);
	await app.db.transaction(async (tx) => {
		const listing = await lockListing(tx, organization.id, id);
		if (listing.state !== 'open') throw new Refusal('notNow');
		await setState(tx, listing, { state: 'closed', closedAt: app.now() });
	});
}

/** Copies a listing into a new draft without its dates; returns the draft's id. */
export async function copyListing(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string
): Promise<string> {
	const { organization } = await requireMember(app.db, actor, slug);
	return app.db.transaction(async (tx) => {
		const from = await lockListing(tx, organization.id, id);
		const { kind, titleZh, titleEn, textZh, textEn, district, questions, sample } = from;
		const shared = { kind, titleZh, titleEn, textZh, textEn, district, questions, sample };
		const copy = await insertRow(tx, {
			...shared,
			organizationId: organization.id,
			createdBy: actor!.accountId
		});
		await insertKindCopy(tx, kind, id, copy.id);
		await tx.execute(sql`insert into listing_skills (listing_id, skill_id, relation, level)
			select ${copy.id}, skill_id, relation, level from listing_skills where listing_id = ${id}`);
		return copy.id;
	});
}

/** Closes open listings whose last valid day (Asia/Shanghai) has passed. Returns how many. */
export async function closeExpired(app: App): Promise<number> {
	const today = dayInNanjing(app.now());
	return app.db.transaction(async (tx) => {
		const closed = await tx
			.update(listings)
			.set({ state: 'closed', closedAt: app.now(), version: sql`${listings.version} + 1` })
			.where(and(eq(listings.state, 'open'), lt(listings.validUntil, today)))
			.returning({ id: listings.id });
		await markListings(
			tx,
			closed.map(({ id }) => id)
		);
		return closed.length;
	});
}

function pickShared(shared: Shared) {
	const { titleZh, titleEn, textZh, textEn, district, validUntil, sourceUrl, reasons, questions } = shared;
	return { titleZh, titleEn, textZh, textEn, district, validUntil, sourceUrl, reasons, questions };
}

async function insertRow(tx: Transaction, values: typeof listings.$inferInsert): Promise<Listing> {
	try {
		const [row] = await tx.insert(listings).values(values).returning();
		return row!;
	} catch (error) {
		if (isUniqueViolation(error)) throw new Refusal('alreadyExists');
		throw error;
	}
}

async function changeRow(
	tx: Transaction,
	organizationId: string,
	id: string,
	input: ListingInput,
	row: ReturnType<typeof pickShared>
): Promise<Listing> {
	const listing = await lockListing(tx, organizationId, id, input.kind);
	if (listing.version !== input.version) throw new Refusal('changedElsewhere');
	return setRow(tx, listing, row);
}

/** Locks the organization's own listing; anybody else's answers like one that does not exist. */
async function lockListing(
	tx: Transaction,
	organizationId: string,
	id: string,
	kind?: ListingKind
): Promise<Listing> {
	const own = and(eq(listings.id, id), eq(listings.organizationId, organizationId));
	const [listing] = await tx.select().from(listings).where(own).for('update');
	if (!listing || (kind && listing.kind !== kind)) throw new Refusal('notFound');
	return listing;
}

async function setRow(
	tx: Transaction,
	listing: Listing,
	values: Partial<typeof listings.$inferInsert>
): Promise<Listing> {
	// An open listing that would become incomplete is named field by field before the constraint sees it.
	if (listing.state === 'open') refuseMissing({ ...listing, ...values });
	const [row] = await tx
		.update(listings)
		.set({ ...values, version: listing.version + 1 })
		.where(eq(listings.id, listing.id))
		.returning();
	return row!;
}

async function setState(tx: Transaction, listing: Listing, values: Partial<typeof listings.$inferInsert>) {
	await setRow(tx, listing, values);
	await markListings(tx, [listing.id]);
}

type Required = Pick<Listing, 'validUntil' | 'textZh' | 'textEn' | 'district'>;

function missingFields(listing: Required): Record<string, string> {
	const missing: Record<string, string> = {};
	if (!listing.validUntil) missing.validUntil = 'common_error_required';
	if (!listing.textZh && !listing.textEn) missing.textZh = 'posting_error_text';
	if (!listing.district) missing.district = 'common_error_required';
	return missing;
}

function refuseMissing(listing: Required) {
	const missing = missingFields(listing);
	if (Object.keys(missing).length) throw new Refusal('invalid', missing);
}

/**
 * The required elements of a posting: text, place, validity, and what its kind asks for (pay, headcount); and words
 * that the posting rules allow, or a reason for them.
 */
function refuseUnfit(app: App, listing: Listing, kind: Record<string, string>, texts: Texts) {
	const problems = { ...missingFields(listing), ...kind, ...ruleProblems(texts, listing.reasons) };
	if (listing.validUntil) {
		const days = daysBetween(dayInNanjing(app.now()), listing.validUntil);
		if (days < 0 || days > validDaysMax) problems.validUntil = 'posting_error_valid_range';
	}
	if (Object.keys(problems).length) throw new Refusal('invalid', problems);
}

/** Skill lines as rows: empty lines are left out, a skill twice in one relation keeps the later level. */
async function resolveSkills(app: App, { kind, skills: lines }: ListingInput) {
	const directory = await skillDirectory(app.db);
	const wrong: Record<string, string> = {};
	const rows = new Map<
		string,
		{ skillId: string; relation: SkillLine['relation']; level: SkillLine['level'] }
	>();
	lines.forEach(({ name, relation, level }, i) => {
		if (!name) return;
		if (!relationsOf[kind].includes(relation)) wrong[`skills.${i}.relation`] = 'common_error_field';
		const skill = directory.resolve(name);
		if (skill) rows.set(`${skill.id} ${relation}`, { skillId: skill.id, relation, level });
		else wrong[`skills.${i}.name`] = 'posting_error_skill_unknown';
	});
	if (Object.keys(wrong).length) throw new Refusal('invalid', wrong);
	return [...rows.values()];
}
