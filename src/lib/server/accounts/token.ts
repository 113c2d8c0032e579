// Single-use tokens that mailed links carry. The table knows only their hashes.
import { and, eq, gt, lte } from 'drizzle-orm';
import type { TokenPurpose } from '#lib/server/accounts/data.ts';
import { hashSecret, newToken } from '#lib/server/accounts/secret.ts';
import { tokens } from '#lib/server/accounts/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';

const hour = 3_600_000;
/** How long a link works, or the second step of signing in waits (ms). */
export const tokenLife: Readonly<Record<TokenPurpose, number>> = {
	verify: 48 * hour,
	reset: hour,
	email: 24 * hour,
	factor: hour / 6
};

/** A new token for the account; the older ones of its purpose end. */
export async function issueToken(
	tx: Transaction,
	account: { id: string; email: string },
	purpose: TokenPurpose,
	now: Date
): Promise<string> {
	const token = newToken();
	await tx.delete(tokens).where(and(eq(tokens.accountId, account.id), eq(tokens.purpose, purpose)));
	await tx.insert(tokens).values({
		hash: hashSecret(token),
		accountId: account.id,
		purpose,
		email: account.email,
		expiresAt: new Date(now.getTime() + tokenLife[purpose]),
		createdAt: now
	});
	return token;
}

/** Uses a token up: of two requests with the same one, one gets it. Undefined when it is wrong, used or too old. */
export async function redeemToken(
	tx: Transaction,
	token: string,
	purpose: TokenPurpose,
	now: Date
): Promise<{ accountId: string; email: string } | undefined> {
	const [row] = await tx
		.delete(tokens)
		.where(and(eq(tokens.hash, hashSecret(token)), eq(tokens.purpose, purpose), gt(tokens.expiresAt, now)))
		.returning({ accountId: tokens.accountId, email: tokens.email });
	return row;
}

/** Deletes tokens that have ended. */
export async function clearTokens(db: Database, now: Date): Promise<void> {
	await db.delete(tokens).where(lte(tokens.expiresAt, now));
}
