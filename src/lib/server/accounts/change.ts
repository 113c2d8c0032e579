// What a signed-in person changes about the account. Address and password need the present password once more: an
// open browser is not enough.
import { and, eq, isNull, sql } from 'drizzle-orm';
import { passwordProblem } from '#lib/accounts/password.ts';
import type { ChangeEmailInput, ChangePasswordInput } from '#lib/accounts/schema.ts';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { accountByEmail, accountById } from '#lib/server/accounts/data.ts';
import {
	addressChangedLetter,
	knownLetter,
	newAddressLetter,
	passwordChangedLetter
} from '#lib/server/accounts/letters.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import { confirmPassword, setPassword } from '#lib/server/accounts/own-password.ts';
import { hashPassword } from '#lib/server/accounts/password.ts';
import type { Visitor } from '#lib/server/accounts/service.ts';
import { beginSession } from '#lib/server/accounts/session.ts';
import { steadily } from '#lib/server/accounts/steady.ts';
import { accounts, sessions, tokens } from '#lib/server/accounts/table.ts';
import { issueToken, redeemToken } from '#lib/server/accounts/token.ts';
import type { App } from '#lib/server/app.ts';
import { isUniqueViolation } from '#lib/server/db/client.ts';
import { sendMail } from '#lib/server/mail/send.ts';
import { mails } from '#lib/server/mail/table.ts';

/**
 * Mails a link to the new address; the account changes only when it is followed. An address that is taken gets a
 * hint instead, with the same answer here. @throws Refusal signInFirst, invalid, tooMany
 */
export function requestEmailChange(
	app: App,
	actor: Actor | undefined,
	input: ChangeEmailInput,
	visitor: Visitor
): Promise<void> {
	return steadily(async () => {
		const account = await confirmPassword(app, actor, input.password);
		await countTry(app, [['emailChange', account.id]]);
		await app.db.transaction(async (tx) => {
			const owner = await accountByEmail(tx, input.email);
			if (owner && owner.id !== account.id) return sendMail(tx, knownLetter(owner, visitor.origin));
			const token = await issueToken(tx, { id: account.id, email: input.email }, 'email', app.now());
			await sendMail(tx, newAddressLetter({ ...account, email: input.email }, visitor.origin, token));
		});
	});
}

/** Makes the address that the link proves the account's own and tells the old one. @throws Refusal expired */
export async function confirmEmailChange(app: App, token: string): Promise<void> {
	const change = app.db.transaction(async (tx) => {
		const redeemed = await redeemToken(tx, token, 'email', app.now());
		const account = redeemed && (await accountById(tx, redeemed.accountId));
		if (!account) throw new Refusal('expired');
		await tx
			.update(accounts)
			.set({ email: redeemed.email, emailVerifiedAt: app.now(), version: sql`${accounts.version} + 1` })
			.where(eq(accounts.id, account.id));
		// Links mailed to the old address must not open the account any more.
		await tx.delete(tokens).where(eq(tokens.accountId, account.id));
		// Nothing else is kept under an address that is no longer the account's.
		const old = eq(sql`lower(${mails.recipient})`, account.email.toLowerCase());
		await tx
			.update(mails)
			.set({ recipient: redeemed.email })
			.where(and(old, isNull(mails.sentAt)));
		await tx.delete(mails).where(old);
		const key = `addressChanged:${app.now().getTime()}:${account.id}`;
		await sendMail(tx, addressChangedLetter(account), { key });
	});
	await change.catch((error: unknown) => {
		throw isUniqueViolation(error) ? new Refusal('expired') : error;
	});
}

/**
 * Sets a new password. Every session ends; this browser gets a new one, whose id is returned.
 * @throws Refusal signInFirst, invalid, tooMany
 */
export async function changePassword(
	app: App,
	actor: Actor | undefined,
	input: ChangePasswordInput,
	userAgent: string
): Promise<string> {
	const account = await confirmPassword(app, actor, input.password);
	const problem = passwordProblem(input.newPassword, account.email);
	if (problem) throw new Refusal('invalid', { newPassword: problem });
	const passwordHash = await hashPassword(input.newPassword);
	await app.db.transaction(async (tx) => {
		await setPassword(tx, account.id, passwordHash, account.emailVerifiedAt);
		await sendMail(tx, passwordChangedLetter(account));
	});
	// Whoever had given a code in this browser need not again.
	return beginSession(app, account.id, userAgent, actor?.factor === 'passed' ? app.now() : null);
}

/** Signs one of the actor's own browsers out. @throws Refusal signInFirst, notFound (also for other people's) */
export async function endDevice(app: App, actor: Actor | undefined, deviceId: string): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	const ended = await app.db
		.delete(sessions)
		.where(and(eq(sessions.idHash, deviceId), eq(sessions.accountId, actor.accountId)))
		.returning({ id: sessions.idHash });
	if (ended.length === 0) throw new Refusal('notFound');
}
