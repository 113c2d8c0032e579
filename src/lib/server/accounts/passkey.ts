// Passkeys (WebAuthn): keys that a telephone, computer or stick holds and unlocks with a finger, a face or a PIN. One is
// both factors at once, so signing in with it asks for nothing else. Each answer of an authenticator is to a challenge
// that was given out here, for one purpose, and is used up by it.
import {
	generateAuthenticationOptions,
	generateRegistrationOptions,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
	type AuthenticationResponseJSON,
	type AuthenticatorTransport,
	type RegistrationResponseJSON
} from '@simplewebauthn/server';
import { and, asc, eq, gt, lte } from 'drizzle-orm';
import type { Actor, PasskeyPurpose } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { accountById } from '#lib/server/accounts/data.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import { beginSession, type SignedIn } from '#lib/server/accounts/session.ts';
import { passkeyChallenges, passkeys } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';
import type { Database } from '#lib/server/db/client.ts';

/** Where the browser is: an authenticator answers only for the site it made the key for. */
export type PasskeySite = { origin: string; network: string; userAgent: string };
type Passkey = typeof passkeys.$inferSelect;
type Answer = { purpose: PasskeyPurpose; response: unknown; accountId: string | undefined };

/** How long an authenticator may take (ms). */
const challengeLife = 5 * 60_000;
const rpName = 'Pons 脑桥';
const wrong = () => new Refusal('invalid', { '': 'factor_error_passkey' });
const rpIdOf = ({ origin }: PasskeySite) => new URL(origin).hostname;

export function passkeysOf(db: Database, accountId: string): Promise<Passkey[]> {
	return db
		.select()
		.from(passkeys)
		.where(eq(passkeys.accountId, accountId))
		.orderBy(asc(passkeys.createdAt), asc(passkeys.id));
}

/**
 * What the browser needs to make a passkey (`add`) or to use one, with a new challenge. Signing in names no account, so
 * nothing is said about who has one. @throws Refusal signInFirst, confirmFirst, tooMany
 */
export async function passkeyOptions(
	app: App,
	actor: Actor | undefined,
	purpose: PasskeyPurpose,
	site: PasskeySite
) {
	if (!actor && purpose !== 'enter') throw new Refusal('signInFirst');
	if (purpose === 'add') requireRecent(actor!);
	await countTry(app, [['passkeyNetwork', site.network]]);
	const own = actor && purpose !== 'enter' ? await passkeysOf(app.db, actor.accountId) : [];
	const known = own.map(({ id, transports }) => ({
		id,
		transports: transports as AuthenticatorTransport[]
	}));
	const rpID = rpIdOf(site);
	const options =
		purpose === 'add'
			? await generateRegistrationOptions({
					...{ rpName, rpID, userName: actor!.email, excludeCredentials: known },
					userID: new TextEncoder().encode(actor!.accountId),
					authenticatorSelection: { residentKey: 'required', userVerification: 'required' }
				})
			: await generateAuthenticationOptions({ rpID, allowCredentials: known, userVerification: 'required' });
	await app.db.insert(passkeyChallenges).values({
		hash: hashSecret(options.challenge),
		purpose,
		accountId: purpose === 'enter' ? null : actor!.accountId,
		expiresAt: new Date(app.now().getTime() + challengeLife)
	});
	return options;
}

/** The passkey that an authenticator has just made, for the account that asked for it. @throws Refusal invalid */
export async function readNewPasskey(app: App, accountId: string, response: unknown, site: PasskeySite) {
	const expectedChallenge = await useChallenge(app, { purpose: 'add', response, accountId });
	const { verified, registrationInfo } = await verifyRegistrationResponse({
		response: response as RegistrationResponseJSON,
		...{ expectedChallenge, expectedOrigin: site.origin, expectedRPID: rpIdOf(site) }
	}).catch(() => ({ verified: false, registrationInfo: undefined }));
	if (!verified || !registrationInfo) throw wrong();
	const { id, publicKey, counter, transports } = registrationInfo.credential;
	return {
		...{ id, accountId, counter, transports: transports ?? [] },
		publicKey: Buffer.from(publicKey).toString('base64url')
	};
}

/**
 * The passkey that an authenticator has answered with; its use is noted. `accountId`: whose it must be, if that is
 * known. @throws Refusal invalid
 */
export async function usePasskey(app: App, answer: Answer, site: PasskeySite): Promise<Passkey> {
	const expectedChallenge = await useChallenge(app, answer);
	const response = answer.response as AuthenticationResponseJSON;
	const [passkey] = await app.db.select().from(passkeys).where(eq(passkeys.id, response.id));
	if (!passkey || (answer.accountId && passkey.accountId !== answer.accountId)) throw wrong();
	const { id, counter, publicKey } = passkey;
	const { verified, authenticationInfo } = await verifyAuthenticationResponse({
		...{ response, expectedChallenge, expectedOrigin: site.origin, expectedRPID: rpIdOf(site) },
		credential: { id, counter, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')) }
	}).catch(() => ({ verified: false, authenticationInfo: undefined }));
	if (!verified || !authenticationInfo) throw wrong();
	const used = { counter: authenticationInfo.newCounter, lastUsedAt: app.now() };
	await app.db.update(passkeys).set(used).where(eq(passkeys.id, id));
	return passkey;
}

/** Signs in with a passkey alone. @throws Refusal invalid, notAllowed (suspended) */
export async function signInWithPasskey(app: App, response: unknown, site: PasskeySite): Promise<SignedIn> {
	const { accountId } = await usePasskey(app, { purpose: 'enter', response, accountId: undefined }, site);
	const account = await accountById(app.db, accountId);
	if (!account?.emailVerifiedAt) throw wrong();
	if (account.suspendedAt) throw new Refusal('notAllowed', { '': 'accounts_error_suspended' });
	const sessionId = await beginSession(app, accountId, site.userAgent, app.now());
	return { sessionId, purpose: account.purpose };
}

/** Takes the challenge that an answer is to out of the table: it works once, in time, and for what it was made. */
async function useChallenge(app: App, { purpose, response, accountId }: Answer): Promise<string> {
	const challenge = challengeIn(response);
	if (!challenge) throw wrong();
	const [found] = await app.db
		.delete(passkeyChallenges)
		.where(
			and(
				eq(passkeyChallenges.hash, hashSecret(challenge)),
				eq(passkeyChallenges.purpose, purpose),
				gt(passkeyChallenges.expiresAt, app.now())
			)
		)
		.returning();
	if (!found || found.accountId !== (accountId ?? null)) throw wrong();
	return challenge;
}

function challengeIn(response: unknown): string | undefined {
	try {
		const { clientDataJSON } = (response as AuthenticationResponseJSON).response;
		const read = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { challenge?: unknown };
		return typeof read.challenge === 'string' ? read.challenge : undefined;
	} catch {
		return undefined;
	}
}

/** Deletes challenges that nobody answered. */
export async function clearChallenges(app: App): Promise<void> {
	await app.db.delete(passkeyChallenges).where(lte(passkeyChallenges.expiresAt, app.now()));
}
