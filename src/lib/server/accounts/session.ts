// Who makes a request: from the session cookie to an Actor, and back when a session begins or ends.
import { and, eq, isNull, not, sql } from 'drizzle-orm';
import type { Actor, Purpose } from '#lib/accounts/types.ts';
import { deviceOf } from '#lib/server/accounts/device.ts';
import { absoluteDays, idleDays, renewalPause, sessionsOf } from '#lib/server/accounts/lucia.ts';
import { recentTime } from '#lib/server/accounts/recent.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import { unreadOf } from '#lib/server/notifications/data.ts';

type CookieOptions = { path: '/'; httpOnly: true; sameSite: 'lax'; secure: boolean; maxAge?: number };
/** The parts of a request that a session needs. */
type Visit = {
	url: URL;
	cookies: {
		get: (name: string) => string | undefined;
		set: (name: string, value: string, options: CookieOptions) => void;
		delete: (name: string, options: CookieOptions) => void;
	};
};

/** A session that has just begun; the id goes into the cookie. */
export type SignedIn = { sessionId: string; purpose: Purpose };

const day = 24 * 3_600_000;
/** What Lucia's ids look like; nothing else is looked up. */
const idForm = /^[a-z2-7]{40}$/;

/** `__Host-` binds the cookie to this host over https; browsers refuse the prefix on plain http. */
function cookieOf(url: URL): { name: string; options: CookieOptions } {
	const secure = url.protocol === 'https:';
	return {
		name: secure ? '__Host-pons' : 'pons',
		options: { path: '/', httpOnly: true, sameSite: 'lax', secure }
	};
}

/** The person of this request. Without a cookie there is no query; with one there is one. */
export async function readActor(app: App, visit: Visit): Promise<Actor | undefined> {
	const { name, options } = cookieOf(visit.url);
	const id = visit.cookies.get(name);
	if (!id) return undefined;
	const actor = idForm.test(id) ? await actorOf(app, id) : undefined;
	if (!actor) visit.cookies.delete(name, options);
	return actor;
}

/** The person whose session this is; undefined when it has ended or the account is suspended. */
export async function actorOf(app: App, sessionId: string): Promise<Actor | undefined> {
	const { auth, adapter } = sessionsOf(app);
	const { session, user } = await auth.validateSession(sessionId);
	if (!session) return undefined;
	const now = app.now().getTime();
	// Lucia renews only in the second half of a session's life, so that "idle" would begin too early.
	if (!session.fresh && now - session.lastSeenAt.getTime() >= renewalPause) {
		await adapter.updateSessionExpiration(sessionId, new Date(now + idleDays * day));
	}
	const { id, acting, ...attributes } = user;
	// Nobody works as an operator before the second factor, whichever way leads there.
	const isOperator = attributes.isOperator && attributes.factor !== 'due';
	const recent = now - session.confirmedAt.getTime() < recentTime;
	const sessionHash = hashSecret(sessionId);
	const shown = acting && isOperator ? await shownAs(app, acting.accountId) : undefined;
	// Whoever looks as somebody is that person, without what needs a person behind it.
	if (acting && shown) {
		const seenBy = { id: acting.id, operatorId: id, until: acting.endsAt };
		return { ...shown, isOperator: false, factor: 'passed', recent: false, acting: seenBy, sessionHash };
	}
	return { accountId: id, ...attributes, isOperator, recent, sessionHash };
}

/** The account as which an operator may look: none that is closed or that is an operator's by now. */
async function shownAs({ db }: App, accountId: string) {
	const [row] = await db
		.select({
			accountId: accounts.id,
			email: accounts.email,
			emailVerified: sql<boolean>`${accounts.emailVerifiedAt} is not null`,
			purpose: accounts.purpose,
			unread: unreadOf(accounts.id)
		})
		.from(accounts)
		.where(and(eq(accounts.id, accountId), isNull(accounts.suspendedAt), not(accounts.isOperator)));
	return row;
}

/**
 * Begins a session; returns its id, which goes into the cookie and nowhere else. `factorAt` is when a code of the second
 * factor was given for it.
 */
export async function beginSession(
	app: App,
	accountId: string,
	userAgent: string,
	factorAt: Date | null = null
): Promise<string> {
	const attributes = { device: deviceOf(userAgent), lastSeenAt: app.now(), factorAt, confirmedAt: app.now() };
	const session = await sessionsOf(app).auth.createSession(accountId, attributes);
	return session.id;
}

/** The cookie lives as long as a session can; when it ends is decided here, not in the browser. */
export function keepSession(visit: Visit, sessionId: string): void {
	const { name, options } = cookieOf(visit.url);
	visit.cookies.set(name, sessionId, { ...options, maxAge: absoluteDays * 24 * 3_600 });
}

export function dropSession(visit: Visit): void {
	const { name, options } = cookieOf(visit.url);
	visit.cookies.delete(name, options);
}
