// The start of an application: a person asks for an open listing, on their own or because they were invited.
import { isUniqueViolation, type Transaction } from '#lib/server/db/client.ts';
import type { Question } from '#lib/applications/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { slotsOf, type ListingToApply, type Slot } from '#lib/server/applications/data.ts';
import { applications } from '#lib/server/applications/table.ts';
import { canPublish } from '#lib/server/organizations/membership.ts';
import { isBlocked } from '#lib/server/talents/data.ts';

type Asked = {
	slot: string | null;
	letter: string;
	/** In the order of the listing's questions; absent when nobody was asked. */
	answers?: string[] | undefined;
	/** The organization has asked for this person: also after the admission, while something still goes on. */
	invited?: boolean;
	/** What is shared and handed in besides, and until when it can be taken back. */
	more?: Partial<
		Pick<
			typeof applications.$inferInsert,
			'shareEmail' | 'sharePhone' | 'shareWechat' | 'cvFileId' | 'heldUntil'
		>
	>;
};

/**
 * Writes the application in the caller's transaction; returns its id. Refuses with `notNow` for a listing that is
 * not open and an organization the person blocks, with `alreadyExists` while one is active for the run or period.
 */
export async function startApplication(
	app: App,
	tx: Transaction,
	talent: { id: string },
	listing: ListingToApply,
	{ slot, letter, answers, invited = false, more }: Asked
): Promise<string> {
	const today = dayInNanjing(app.now());
	const slots = await slotsOf(tx, listing.id, today);
	if (!isOpen(listing, today) && !(invited && takesLate(listing, slots, today)))
		throw new Refusal('notNow', { '': 'applications_error_closed' });
	if (await isBlocked(tx, talent.id, listing.organization.id))
		throw new Refusal('notNow', { '': 'applications_error_blocked' });
	const chosen = chooseSlot(slots, slot);
	const place = chosen && (listing.kind === 'course' ? { runId: chosen.id } : { periodId: chosen.id });
	const { id: listingId, kind } = listing;
	const now = app.now();
	const written = { letter, answers: answersTo(listing.questions, answers), ...more };
	const row = { listingId, kind, talentId: talent.id, createdAt: now, movedAt: now, ...written, ...place };
	try {
		const [inserted] = await tx.insert(applications).values(row).returning({ id: applications.id });
		return inserted!.id;
	} catch (error) {
		if (isUniqueViolation(error, 'applications_one_active'))
			throw new Refusal('alreadyExists', { '': 'applications_error_exists' });
		throw error;
	}
}

/** The questions with their answers. Who applies answers each; who was invited is asked none. */
function answersTo(questions: Question[], answers: string[] | undefined) {
	if (!answers) return [];
	const missing = questions.flatMap((_, i) =>
		answers[i] ? [] : [[`answers.${i}`, 'common_error_required']]
	);
	if (missing.length) throw new Refusal('invalid', Object.fromEntries(missing) as Record<string, string>);
	return questions.map((question, i) => ({ ...question, answer: answers[i] ?? '' }));
}

/** Open, valid, within its admission window, and published by an organization that is still verified. */
export function isOpen(listing: ListingToApply, today: string): boolean {
	const { state, validUntil, admissionFrom, admissionTo } = listing;
	if (state !== 'open' || !canPublish(listing.organization)) return false;
	if (validUntil !== null && validUntil < today) return false;
	return !(admissionFrom !== null && admissionFrom > today) && !(admissionTo !== null && admissionTo < today);
}

/** After its admission a course takes only whom its organization invites, and only into a run that has not ended. */
export function takesLate(listing: ListingToApply, slots: readonly Slot[], today: string): boolean {
	const { admissionTo } = listing;
	const over = admissionTo !== null && admissionTo < today;
	return over && slots.length > 0 && isOpen({ ...listing, admissionTo: null }, today);
}

/** The run or period asked for; one must be chosen where there are any. A full one has a waiting list. */
function chooseSlot(slots: Slot[], wanted: string | null): Slot | undefined {
	if (!slots.length) {
		if (wanted !== null) throw new Refusal('invalid', { slot: 'common_error_field' });
		return undefined;
	}
	const slot = slots.find(({ id }) => id === wanted);
	if (!slot) throw new Refusal('invalid', { slot: 'applications_error_slot' });
	return slot;
}
