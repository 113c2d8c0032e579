// Who speaks for an organization in an internship: the tutors it has named at the base.
import type { Actor } from '#lib/accounts/types.ts';
import type { InternshipSide } from '#lib/internships/types.ts';
import { Refusal } from '#lib/refusal.ts';
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
