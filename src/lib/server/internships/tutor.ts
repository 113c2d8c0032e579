// Who speaks for an organization in an internship: the tutors it has named at the base or the role.
import type { Actor } from '#lib/accounts/types.ts';
import type { TutorInput } from '#lib/bases/team.ts';
import type { InternshipSide } from '#lib/internships/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { addTutor, endTutor } from '#lib/server/bases/team.ts';
import { tutorsOf } from '#lib/server/bases/team-data.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { sideCase, type Case } from '#lib/server/internships/case.ts';

export type Speaking = { found: Case; side: InternshipSide; name: string; accountId: string };

/** Refuses with `notAllowed` a member who is not a tutor, and with `notFound` whoever is of neither side. */
export async function requireTutor(
	tx: Transaction,
	actor: Actor | undefined,
	slug: string,
	id: string
): Promise<Speaking> {
	const { found, side, organizationId } = await sideCase({ db: tx }, actor, slug, id);
	const { accountId } = actor!;
	const tutor = (await tutorsOf(tx, found.listingId)).find(
		(one) => one.organizationId === organizationId && one.accountId === accountId
	);
	if (!tutor) throw new Refusal('notAllowed', { '': 'internships_error_tutor' });
	return { found, side, name: tutor.name, accountId };
}

/**
 * Names a member of either side as a tutor of a role that is an internship; those of a base are named with its team
 * (bases/team.ts). Refuses with `alreadyExists` who is one already.
 */
export async function nameRoleTutor(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	input: TutorInput
): Promise<void> {
	await addTutor(app, await requireRoleSide(app, actor, slug, id), input);
}

/** Ends that somebody is one; what they wrote stays. */
export async function removeRoleTutor(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	tutor: string
): Promise<void> {
	await endTutor(app, await requireRoleSide(app, actor, slug, id), tutor);
}

async function requireRoleSide(app: App, actor: Actor | undefined, slug: string, id: string) {
	const { found, organizationId } = await sideCase(app, actor, slug, id);
	if (found.kind !== 'role') throw new Refusal('notFound');
	return { listingId: found.listingId, organizationId };
}
