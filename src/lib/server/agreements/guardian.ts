// The guardian of somebody under 18: named by the person, asked by mail, and needing no account. The link is a secret of
// which only the hash is stored; it shows this one agreement, and is made anew when another guardian is named.
import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { isBeingAccepted } from '#lib/agreements/moves.ts';
import type { AcceptInput, AgreementMoveInput, GuardianInput } from '#lib/agreements/schema.ts';
import { Refusal } from '#lib/refusal.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import { hashSecret, newToken } from '#lib/server/accounts/secret.ts';
import type { App } from '#lib/server/app.ts';
import { agreementOfGuardian } from '#lib/server/agreements/data.ts';
import { guardianLetter } from '#lib/server/agreements/letters.ts';
import { acceptBy, moveBy } from '#lib/server/agreements/service.ts';
import { agreementGuardians } from '#lib/server/agreements/table.ts';
import { caseById, ownCase, type Case } from '#lib/server/internships/case.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { sendMail } from '#lib/server/mail/send.ts';

/** Names the guardian and mails them the link; `origin` is for it. Only for a person under 18, while it is signed. */
export async function askGuardian(
	app: App,
	actor: Actor | undefined,
	applicationId: string,
	{ name, email }: GuardianInput,
	origin: string
): Promise<void> {
	const found = await ownCase(app, actor, applicationId);
	const { agreement, statement } = found;
	if (!agreement || statement?.ageBand === 'adult' || !isBeingAccepted(agreement.state))
		throw new Refusal('notNow', { '': 'agreements_error_move' });
	await countTry(app, [['guardianMail', actor!.accountId]]);
	const token = newToken();
	await app.db.transaction(async (tx) => {
		const set = { name, email, tokenHash: hashSecret(token), askedAt: app.now() };
		await tx
			.insert(agreementGuardians)
			.values({ agreementId: agreement.id, ...set })
			.onConflictDoUpdate({ target: agreementGuardians.agreementId, set });
		const [reader] = await tx.select().from(accounts).where(eq(accounts.id, actor!.accountId));
		const { titleZh, titleEn } = found;
		const about = { titleZh, titleEn, fullName: statement!.fullName, token };
		const letter = guardianLetter({ email, name }, reader!.locale, origin, about);
		// It goes with the person who is named in it.
		const key = `guardian:${agreement.id}:${set.askedAt.getTime()}:${actor!.accountId}`;
		await sendMail(tx, letter, { key });
	});
}

/**
 * The internship whose agreement the holder of this link may read; `notFound` for a link that is nobody's. Once it was
 * cancelled, the link shows that, and not another agreement that may have followed.
 */
export async function caseOfGuardian(db: Database | Transaction, token: string): Promise<Case> {
	const asked = await agreementOfGuardian(db, hashSecret(token));
	const found = asked && (await caseById(db, asked.applicationId));
	if (!found) throw new Refusal('notFound');
	return found.agreement?.id === asked.id ? found : { ...found, agreement: undefined };
}

export async function acceptAsGuardian(app: App, token: string, input: AcceptInput): Promise<void> {
	await app.db.transaction(async (tx) =>
		acceptBy(app, tx, await caseOfGuardian(tx, token), 'guardian', { name: input.name, hash: input.hash })
	);
}

/** Refuses the text, or interrupts or ends what was agreed. */
export async function moveAsGuardian(app: App, token: string, input: AgreementMoveInput): Promise<void> {
	await app.db.transaction(async (tx) => moveBy(app, tx, await caseOfGuardian(tx, token), 'guardian', input));
}
