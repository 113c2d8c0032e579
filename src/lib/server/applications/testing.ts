// Answers to many that have gone out, for tests. Not for the product.
import type { Actor } from '#lib/accounts/types.ts';
import type { CohortMoveInput } from '#lib/applications/cohort.ts';
import type { App } from '#lib/server/app.ts';
import { sendMany } from '#lib/server/answers/bulk.ts';
import { answerCohort } from '#lib/server/applications/cohort.ts';
import { holdTime } from '#lib/server/applications/hold.ts';

/** Lets go out what can no longer be taken back. */
export const sendHeld = (app: App) =>
	sendMany({ ...app, now: () => new Date(app.now().getTime() + holdTime + 1_000) });

type University = { actor: Actor; slug: string };

/** One answer to many of a run or period, which has gone out. */
export async function answerAndSend(
	app: App,
	{ actor, slug }: University,
	slotId: string,
	input: CohortMoveInput
): Promise<void> {
	await answerCohort(app, actor, slug, slotId, input);
	await sendHeld(app);
}
