// What is told of an agreement: each move and each acceptance, to the other parties.
import type { AgreementMover } from '#lib/agreements/moves.ts';
import type { AgreementState } from '#lib/agreements/types.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { tellInternship } from '#lib/server/internships/tell.ts';

type About = { id: string; applicationId: string };
type News = { to: AgreementState; mover: AgreementMover; accepted?: boolean };

export async function tellAgreement(
	app: App,
	tx: Transaction,
	{ id, applicationId }: About,
	{ to, mover, accepted = false }: News
): Promise<void> {
	const news = accepted ? ('accepted' as const) : to;
	const subject = `${id}:${news}:${mover}:${app.now().getTime()}`;
	await tellInternship(app, tx, applicationId, { news, by: mover, subject });
}
