// What an organization decides about the people of one run or period together: admit, enrol, confirm completion.
import { asc, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { CohortMoveInput } from '#lib/applications/cohort.ts';
import { mayMove } from '#lib/applications/moves.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { isRefusal, Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { cohortById, cohortsOf, gainsOf, peopleOf } from '#lib/server/applications/cohort-data.ts';
import { answerState, lockApplication, moveApplication } from '#lib/server/applications/move.ts';
import { applications } from '#lib/server/applications/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';

/** The organization's runs and periods; undefined while it is not verified and may see nobody. */
export async function organizationCohorts(app: App, actor: Actor | undefined, slug: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) return undefined;
	return cohortsOf(app.db, organization.id, dayInNanjing(app.now()));
}

/** One run or period with its people and what completing it confirms. */
export async function organizationCohort(app: App, actor: Actor | undefined, slug: string, id: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	const cohort = canPublish(organization) ? await cohortById(app.db, organization.id, id) : undefined;
	if (!cohort) throw new Refusal('notFound');
	const [people, gains] = await Promise.all([
		peopleOf(app.db, organization.id, id),
		gainsOf(app.db, cohort.listingId)
	]);
	return { cohort, people, gains };
}

/** How many came to each state, and how many stayed where they were. */
export type CohortMoved = { to: Partial<Record<ApplicationState, number>>; stayed: number };

/**
 * Gives one answer to many of a run or period, those who asked first at first: when the places are gone, the others
 * come on the waiting list. Whoever cannot come to that state, or has left, stays where they are.
 */
export async function answerCohort(
	app: App,
	actor: Actor | undefined,
	slug: string,
	slotId: string,
	{ state, ids }: CohortMoveInput
): Promise<CohortMoved> {
	const { people } = await organizationCohort(app, actor, slug, slotId);
	const known = new Set(people.map(({ id }) => id));
	if (!ids.every((id) => known.has(id))) throw new Refusal('notFound');
	return app.db.transaction(async (tx) => {
		const moved: CohortMoved = { to: {}, stayed: 0 };
		for (const id of await inOrder(tx, ids)) {
			const to = await answerOne(app, tx, actor!.accountId, id, state);
			if (to) moved.to[to] = (moved.to[to] ?? 0) + 1;
			else moved.stayed++;
		}
		return moved;
	});
}

async function inOrder(tx: Transaction, ids: string[]): Promise<string[]> {
	const rows = await tx
		.select({ id: applications.id })
		.from(applications)
		.where(inArray(applications.id, ids))
		.orderBy(asc(applications.createdAt), asc(applications.id));
	return rows.map(({ id }) => id);
}

/** The state one person came to; undefined where the answer cannot be given to them. */
async function answerOne(app: App, tx: Transaction, accountId: string, id: string, answer: ApplicationState) {
	const application = await lockApplication(tx, id);
	if (!application || !mayMove(application.kind, application.state, answer, 'organization')) return undefined;
	const to = await answerState(tx, application, answer);
	try {
		await moveApplication(app, tx, application, { to, mover: 'organization', accountId });
		return to;
	} catch (error) {
		// A full run, for somebody of its waiting list. Refused before anything was written.
		if (isRefusal(error) && error.reason === 'notNow') return undefined;
		throw error;
	}
}
