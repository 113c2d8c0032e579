// Reads of accounts, their devices and tokens.
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { token } from '#lib/accounts/schema.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import { accounts, sessions, tokens, type tokenPurposes } from '#lib/server/accounts/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';

type Reader = Database | Transaction;
export type Account = typeof accounts.$inferSelect;
export type TokenPurpose = (typeof tokenPurposes)[number];

/** The account with this address, without regard to case. */
export async function accountByEmail(db: Reader, email: string): Promise<Account | undefined> {
	const [row] = await db
		.select()
		.from(accounts)
		.where(eq(sql`lower(${accounts.email})`, email.toLowerCase()));
	return row;
}

export async function accountById(db: Reader, id: string): Promise<Account | undefined> {
	const [row] = await db.select().from(accounts).where(eq(accounts.id, id));
	return row;
}

/** A browser somebody is signed in with. */
export type Device = {
	/** Names the device in a form; of no use to a thief. */
	id: string;
	/** Such as "Chrome · Windows"; may be empty. */
	name: string;
	createdAt: Date;
	/** Exact to a day: a session is renewed at most daily. */
	lastSeenAt: Date;
};

/** The account's signed-in browsers, the latest first. */
export function devices(db: Reader, accountId: string, now: Date): Promise<Device[]> {
	return db
		.select({
			id: sessions.idHash,
			name: sessions.device,
			createdAt: sessions.createdAt,
			lastSeenAt: sessions.lastSeenAt
		})
		.from(sessions)
		.where(and(eq(sessions.accountId, accountId), gt(sessions.expiresAt, now)))
		.orderBy(desc(sessions.lastSeenAt), sessions.idHash)
		.limit(100);
}

/** What a mailed token is for, while it can be used. */
export async function tokenInfo(
	db: Reader,
	text: string,
	now: Date
): Promise<{ purpose: TokenPurpose; email: string; accountId: string } | undefined> {
	const [row] = await db
		.select({ purpose: tokens.purpose, email: tokens.email, accountId: tokens.accountId })
		.from(tokens)
		.where(and(eq(tokens.hash, hashSecret(text)), gt(tokens.expiresAt, now)));
	return row;
}

/** The same for whatever a link's address carries: a text that is no token is not looked up. */
export async function mailedToken(db: Reader, text: string | null, now: Date) {
	if (!text || !v.is(token, text)) return undefined;
	const found = await tokenInfo(db, text, now);
	return found && { ...found, token: text };
}
