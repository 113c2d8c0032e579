// The password of an account that is there: asked for once more, and replaced.
import { eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { accountById, type Account } from '#lib/server/accounts/data.ts';
import { countTry, forgiveTry, type Counted } from '#lib/server/accounts/limit.ts';
import { passwordFits } from '#lib/server/accounts/password.ts';
import { accounts, sessions, tokens } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';

/** The actor's account, when the password is right: asked again before what cannot be taken back. */
export async function confirmPassword(
	app: App,
	actor: Actor | undefined,
	password: string
): Promise<Account> {
	if (!actor) throw new Refusal('signInFirst');
	const counted: Counted[] = [['passwordCheck', actor.accountId]];
	await countTry(app, counted);
	const account = await accountById(app.db, actor.accountId);
	const fits = await passwordFits(account?.passwordHash, password);
	if (!account || !fits) throw new Refusal('invalid', { password: 'accounts_error_password_wrong' });
	await forgiveTry(app, counted);
	return account;
}

/** Stores a new password and ends every session and every open link of the account. */
export async function setPassword(
	tx: Transaction,
	accountId: string,
	passwordHash: string,
	emailVerifiedAt: Date | null
): Promise<void> {
	await tx
		.update(accounts)
		.set({ passwordHash, emailVerifiedAt, version: sql`${accounts.version} + 1` })
		.where(eq(accounts.id, accountId));
	await tx.delete(sessions).where(eq(sessions.accountId, accountId));
	await tx.delete(tokens).where(eq(tokens.accountId, accountId));
}
