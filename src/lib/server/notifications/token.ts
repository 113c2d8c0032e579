// Tokens of unsubscribe links: random, kept as a hash, good for one purpose and as often as the link is used.
import { eq } from 'drizzle-orm';
import { isMailKind, type MailKind } from '#lib/notifications/types.ts';
import { hashSecret, newToken } from '#lib/server/accounts/secret.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { unsubscribeTokens } from '#lib/server/notifications/table.ts';

/** What a link ends: the mails of a saved search, or those of a kind. */
export type Target = { searchId: string } | { kind: MailKind };

export async function issueUnsubscribe(
	tx: Database | Transaction,
	accountId: string,
	target: Target,
	now: Date
): Promise<string> {
	const token = newToken();
	await tx
		.insert(unsubscribeTokens)
		.values({ hash: hashSecret(token), accountId, createdAt: now, ...target });
	return token;
}

/** Whose mails a token ends, and which; undefined for a text that is none. */
export async function tokenTarget(
	db: Database | Transaction,
	token: string
): Promise<{ accountId: string; target: Target } | undefined> {
	const [row] = await db
		.select()
		.from(unsubscribeTokens)
		.where(eq(unsubscribeTokens.hash, hashSecret(token)));
	if (!row) return undefined;
	const { accountId, searchId, kind } = row;
	if (searchId) return { accountId, target: { searchId } };
	return kind && isMailKind(kind) ? { accountId, target: { kind } } : undefined;
}
