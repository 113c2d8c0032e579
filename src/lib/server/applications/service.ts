// Decisions and writes about applications: apply, withdraw, see, answer. Seats and places are counted in the same
// transaction as the admission that takes them.
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { AnswerInput, ApplyInput } from '#lib/applications/schema.ts';
import { answerable, answersFor, holdingStates, isEnded } from '#lib/applications/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import {
	applicationsFor,
	applicationsOf,
	lastApplication,
	listingToApply,
	slotsOf
} from '#lib/server/applications/data.ts';
import { applications } from '#lib/server/applications/table.ts';
import { basePeriods } from '#lib/server/bases/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import { isOpen, startApplication } from '#lib/server/applications/start.ts';
import { tellAnswered, tellReceived } from '#lib/server/applications/tell.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { contactOf, isBlocked, profileOf, talentOf } from '#lib/server/talents/data.ts';

type Application = typeof applications.$inferSelect;

/** What the page before applying shows: the listing, the choices, what will be shared, and what stands in the way. */
export async function applyPage(app: App, actor: Actor | undefined, listingId: string) {
	if (!actor) throw new Refusal('signInFirst');
	const listing = await listingToApply(app.db, listingId);
	if (!listing) throw new Refusal('notFound');
	const today = dayInNanjing(app.now());
	const talent = await talentOf(app.db, actor.accountId);
	const profile = talent && (await profileOf(app.db, talent));
	const last = talent && (await lastApplication(app.db, talent.id, listingId));
	return {
		listing,
		slots: await slotsOf(app.db, listingId, today),
		profile,
		contact: talent && contactOf(talent),
		hidden: talent?.visibility === 'hidden',
		active: last && !isEnded(last.state) ? last : undefined,
		isOpen: isOpen(listing, today)
	};
}

/**
 * Applies for an open listing; returns the application's id. One active application a person and run or period:
 * refuses with `alreadyExists`. Needs a profile, and an organization the person does not block.
 */
export async function apply(
	app: App,
	actor: Actor | undefined,
	{ listingId, slot, letter }: ApplyInput & { listingId: string }
): Promise<string> {
	if (!actor) throw new Refusal('signInFirst');
	const listing = await listingToApply(app.db, listingId);
	if (!listing) throw new Refusal('notFound');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) throw new Refusal('notNow', { '': 'applications_error_profile' });
	return app.db.transaction(async (tx) => {
		const id = await startApplication(app, tx, talent, listing, { slot, letter });
		await tellReceived(app, tx, id, listing);
		return id;
	});
}

/** Withdraws the actor's own application; a seat or place it held is free again. */
export async function withdraw(app: App, actor: Actor | undefined, id: string): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) throw new Refusal('notFound');
	await app.db.transaction(async (tx) => {
		const own = and(eq(applications.id, id), eq(applications.talentId, talent.id));
		const [application] = await tx.select().from(applications).where(own).for('update');
		if (!application) throw new Refusal('notFound');
		if (isEnded(application.state)) throw new Refusal('notNow', { '': 'applications_error_ended' });
		if (holdingStates.includes(application.state)) await countPlace(tx, application, -1);
		await tx
			.update(applications)
			.set({ state: 'withdrawn', version: application.version + 1 })
			.where(own);
	});
}

/** The actor's applications; undefined without a profile. */
export async function myApplications(app: App, actor: Actor | undefined) {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	return talent && applicationsOf(app.db, talent.id);
}

/** The organization's applications by listing; undefined while it is not verified and may see nobody. */
export async function receivedApplications(app: App, actor: Actor | undefined, slug: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	return canPublish(organization) ? applicationsFor(app.db, organization.id) : undefined;
}

/** Answers an application with a state and a sentence; the person sees both. */
export async function answerApplication(
	app: App,
	actor: Actor | undefined,
	slug: string,
	input: AnswerInput
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const { application, listing } = await lockReceived(tx, actor, slug, input.id);
		if (!answerable.includes(application.state))
			throw new Refusal('notNow', { '': 'applications_error_ended' });
		if (application.version !== input.version) throw new Refusal('changedElsewhere');
		if (!answersFor[listing.kind].includes(input.state))
			throw new Refusal('invalid', { state: 'common_error_field' });
		if (input.state === 'admitted') await countPlace(tx, application, 1);
		await tx
			.update(applications)
			.set({
				state: input.state,
				answer: input.answer,
				answeredAt: app.now(),
				viewedAt: application.viewedAt ?? app.now(),
				version: application.version + 1
			})
			.where(eq(applications.id, application.id));
		await tellAnswered(app, tx, { ...application, state: input.state }, listing);
	});
}

/** Records that the organization opened an application; sent by the page after it was shown. Changes no version. */
export async function recordOpened(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const { application } = await lockReceived(tx, actor, slug, id);
		if (application.viewedAt || isEnded(application.state)) return;
		const state = application.state === 'sent' ? ('viewed' as const) : application.state;
		await tx
			.update(applications)
			.set({ state, viewedAt: app.now() })
			.where(and(eq(applications.id, id), isNull(applications.viewedAt)));
	});
}

/** Locks an application the organization may see; anything else answers like one that does not exist. */
async function lockReceived(tx: Transaction, actor: Actor | undefined, slug: string, id: string) {
	const { organization } = await requireMember(tx, actor, slug);
	if (!canPublish(organization)) throw new Refusal('notFound');
	const ours = tx
		.select({ id: listings.id })
		.from(listings)
		.where(eq(listings.organizationId, organization.id));
	const [application] = await tx
		.select()
		.from(applications)
		.where(and(eq(applications.id, id), inArray(applications.listingId, ours)))
		.for('update');
	if (!application || (await isBlocked(tx, application.talentId, organization.id)))
		throw new Refusal('notFound');
	const [listing] = await tx
		.select({ kind: listings.kind, titleZh: listings.titleZh, titleEn: listings.titleEn })
		.from(listings)
		.where(eq(listings.id, application.listingId));
	return { application, listing: listing! };
}

/** Takes or frees the seat or place of an application. Refuses when none is left. */
async function countPlace(tx: Transaction, { runId, periodId }: Application, by: 1 | -1): Promise<void> {
	const full = new Refusal('notNow', { '': 'applications_error_full' });
	if (runId) {
		const free = by > 0 ? lt(courseRuns.seatsTaken, courseRuns.seats) : sql`${courseRuns.seatsTaken} > 0`;
		const set = { seatsTaken: sql`${courseRuns.seatsTaken} + ${by}` };
		if (
			!(
				await tx
					.update(courseRuns)
					.set(set)
					.where(and(eq(courseRuns.id, runId), free))
					.returning()
			).length &&
			by > 0
		)
			throw full;
	}
	if (periodId) {
		const free =
			by > 0 ? lt(basePeriods.placesTaken, basePeriods.places) : sql`${basePeriods.placesTaken} > 0`;
		const set = { placesTaken: sql`${basePeriods.placesTaken} + ${by}` };
		if (
			!(
				await tx
					.update(basePeriods)
					.set(set)
					.where(and(eq(basePeriods.id, periodId), free))
					.returning()
			).length &&
			by > 0
		)
			throw full;
	}
}
