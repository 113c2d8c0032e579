// What an organization decides about the people of one run or period together: admit, enrol, confirm completion.
import type { Actor } from '#lib/accounts/types.ts';
import type { CohortMoveInput } from '#lib/applications/cohort.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { holdMany, undoMany } from '#lib/server/answers/bulk.ts';
import { cohortById, cohortsOf, gainsOf, peopleOf } from '#lib/server/applications/cohort-data.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';

/** The organization's runs and periods; undefined while it is not verified and may see nobody. */
export async function organizationCohorts(app: App, actor: Actor | undefined, slug: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) return undefined;
	return cohortsOf(app.db, organization.id, dayInNanjing(app.now()));
}

/** One run or period with its people and what completing it confirms. */
export async function organizationCohort(app: App, actor: Actor | undefined, slug: string, id: string) {
	const { organization, cohort } = await requireCohort(app, actor, slug, id);
	const [people, gains] = await Promise.all([
		peopleOf(app.db, organization.id, id),
		gainsOf(app.db, cohort.listingId)
	]);
	return { organization: { id: organization.id }, cohort, people, gains };
}

async function requireCohort(app: App, actor: Actor | undefined, slug: string, id: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	const cohort = canPublish(organization) ? await cohortById(app.db, organization.id, id) : undefined;
	if (!cohort) throw new Refusal('notFound');
	return { organization, cohort };
}

/**
 * Gives one answer to many of a run or period; returns its id. It goes out when the time to take it back is over, to
 * those who asked first at first: when the places are gone, the others come on the waiting list. Whoever cannot come to
 * that state, or has moved meanwhile, stays where they are.
 */
export async function answerCohort(
	app: App,
	actor: Actor | undefined,
	slug: string,
	slotId: string,
	{ state, ids }: CohortMoveInput
): Promise<string> {
	const { organization, people } = await organizationCohort(app, actor, slug, slotId);
	const chosen = people.filter(({ id }) => ids.includes(id));
	if (chosen.length < new Set(ids).size) throw new Refusal('notFound');
	const answer = { organizationId: organization.id, accountId: actor!.accountId, state };
	return holdMany(app, { ...answer, textZh: '', textEn: '' }, chosen);
}

/** Takes back an answer to many, from the page of a run or period. Refuses with `notNow` once it is on its way. */
export async function undoCohort(
	app: App,
	actor: Actor | undefined,
	slug: string,
	slotId: string,
	bulk: string
): Promise<void> {
	await requireCohort(app, actor, slug, slotId);
	await undoMany(app, actor, slug, bulk);
}
