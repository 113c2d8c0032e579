// Sessions by Lucia v3: the only file that imports it. The package is frozen, so what it trusts is ours: the table
// holds only the SHA-256 of a session id, and no session lives longer than 90 days, however it is used.
import { and, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import { Lucia, TimeSpan, type Adapter, type DatabaseSession } from 'lucia';
import type { FactorState, Purpose } from '#lib/accounts/types.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import { accounts, sessions } from '#lib/server/accounts/table.ts';
import { actings } from '#lib/server/acting/table.ts';
import type { App } from '#lib/server/app.ts';
import type { Database } from '#lib/server/db/client.ts';
import { unreadOf } from '#lib/server/notifications/data.ts';

const day = 24 * 3_600_000;
/** A session that is not used for so many days ends. */
export const idleDays = 30;
/** A session ends so many days after it began. */
export const absoluteDays = 90;
/** A used session is renewed at most so often (ms). */
export const renewalPause = day;

type SessionAttributes = { device: string; lastSeenAt: Date; factorAt: Date | null; confirmedAt: Date };
type UserAttributes = {
	email: string;
	emailVerified: boolean;
	isOperator: boolean;
	factor: FactorState;
	purpose: Purpose;
	/** Notices not read yet, at most 100. */
	unread: number;
	/** As whom the session shows the site, and until when. */
	acting: { id: string; accountId: string; endsAt: Date } | null;
};

declare module 'lucia' {
	interface Register {
		Lucia: Auth;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: UserAttributes;
	}
}

export type Auth = Lucia<SessionAttributes, UserAttributes>;
export type Sessions = { auth: Auth; adapter: Adapter };

const made = new WeakMap<Database, Sessions>();

/** Lucia and its adapter for this app, made once for each database. */
export function sessionsOf(app: App): Sessions {
	let found = made.get(app.db);
	if (!found) {
		const adapter = adapterOf(app);
		const auth: Auth = new Lucia(adapter, {
			sessionExpiresIn: new TimeSpan(idleDays, 'd'),
			getSessionAttributes: (attributes) => attributes,
			getUserAttributes: (attributes) => attributes
		});
		made.set(app.db, (found = { auth, adapter }));
	}
	return found;
}

function adapterOf(app: App): Adapter {
	const { db } = app;
	const read = prepareRead(db, app.demoOpen ?? false);
	return {
		async getSessionAndUser(id) {
			const [row] = await read.execute({ hash: hashSecret(id), now: app.now().toISOString() });
			if (!row) return [null, null];
			const { accountId, expiresAt, device, lastSeenAt, factorAt, confirmedAt, ...attributes } = row;
			// The raw id: Lucia hands it back to renew or to delete.
			const session = {
				id,
				userId: accountId,
				expiresAt,
				attributes: { device, lastSeenAt, factorAt, confirmedAt }
			};
			return [session, { id: accountId, attributes }];
		},
		async getUserSessions(accountId) {
			const rows = await db.select().from(sessions).where(eq(sessions.accountId, accountId));
			// Raw ids are not known here: lists of sessions carry the hash.
			return rows.map(({ idHash, expiresAt, device, lastSeenAt, factorAt, confirmedAt }) => ({
				id: idHash,
				userId: accountId,
				expiresAt,
				attributes: { device, lastSeenAt, factorAt, confirmedAt }
			}));
		},
		async setSession({ id, userId, expiresAt, attributes }: DatabaseSession) {
			const createdAt = app.now();
			await db
				.insert(sessions)
				.values({ idHash: hashSecret(id), accountId: userId, expiresAt, createdAt, ...attributes });
		},
		async updateSessionExpiration(id, expiresAt) {
			const seenBefore = new Date(app.now().getTime() - renewalPause);
			await db
				.update(sessions)
				.set({
					expiresAt: sql`least(${expiresAt.toISOString()}::timestamptz, ${sessions.createdAt} + make_interval(days => ${absoluteDays}))`,
					lastSeenAt: app.now()
				})
				.where(and(eq(sessions.idHash, hashSecret(id)), lte(sessions.lastSeenAt, seenBefore)));
		},
		async deleteSession(id) {
			await db.delete(sessions).where(eq(sessions.idHash, hashSecret(id)));
		},
		async deleteUserSessions(accountId) {
			await db.delete(sessions).where(eq(sessions.accountId, accountId));
		},
		async deleteExpiredSessions() {
			await db.delete(sessions).where(lte(sessions.expiresAt, app.now()));
		}
	};
}

/** Where the demo's people have their addresses; nobody gets mail there, so nobody else confirms one. */
export const demoDomain = 'sample.pons.example';

/** Days that the owners of an organization have, once it is verified, to set up a second factor. */
const graceDays = 7;

/**
 * Whether the session has passed the second factor, or must: operators at once, owners of verified organizations after
 * the days of grace. `demoOpen`: see App.
 */
const factorState = (demoOpen: boolean) => sql<FactorState>`case
	when ${sessions.factorAt} is not null then 'passed'
	when ${sql.raw(String(demoOpen))} and ${accounts.email} like ${`%@${demoDomain}`} then 'open'
	when ${accounts.isOperator} or exists (
		select from memberships m join organizations o on o.id = m.organization_id
		where m.account_id = ${accounts.id} and m.role = 'owner' and o.verification = 'verified'
			and o.verified_at < ${sql.placeholder('now')}::timestamptz - make_interval(days => ${sql.raw(String(graceDays))}))
	then 'due' else 'open' end`;

/** The one query of a signed-in request: the session and, unless it is suspended, its account. */
function prepareRead(db: Database, demoOpen: boolean) {
	return db
		.select({
			accountId: sessions.accountId,
			expiresAt: sessions.expiresAt,
			device: sessions.device,
			lastSeenAt: sessions.lastSeenAt,
			factorAt: sessions.factorAt,
			confirmedAt: sessions.confirmedAt,
			factor: factorState(demoOpen),
			email: accounts.email,
			emailVerified: sql<boolean>`${accounts.emailVerifiedAt} is not null`,
			isOperator: accounts.isOperator,
			purpose: accounts.purpose,
			unread: unreadOf(accounts.id),
			acting: { id: actings.id, accountId: actings.accountId, endsAt: actings.endsAt }
		})
		.from(sessions)
		.innerJoin(accounts, eq(accounts.id, sessions.accountId))
		.leftJoin(
			actings,
			and(
				eq(actings.sessionHash, sessions.idHash),
				gt(actings.endsAt, sql.placeholder('now')),
				isNull(actings.endedAt)
			)
		)
		.where(
			and(
				eq(sessions.idHash, sql.placeholder('hash')),
				gt(sessions.expiresAt, sql.placeholder('now')),
				isNull(accounts.suspendedAt)
			)
		)
		.prepare('session_and_account');
}
