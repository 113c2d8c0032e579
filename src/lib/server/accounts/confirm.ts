// Showing again who one is, for what asks again (recent.ts): with a passkey, or with the password and, where the account
// has a second factor, a code.
import { eq } from 'drizzle-orm';
import type { ConfirmInput } from '#lib/accounts/schema.ts';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { confirmPassword } from '#lib/server/accounts/own-password.ts';
import { checkCode, hasFactor } from '#lib/server/accounts/factor.ts';
import { usePasskey, type PasskeySite } from '#lib/server/accounts/passkey.ts';
import { sessions } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';

/** @throws Refusal signInFirst, invalid, tooMany */
export async function confirmByPassword(
	app: App,
	actor: Actor | undefined,
	{ password, code }: ConfirmInput
): Promise<void> {
	const { id } = await confirmPassword(app, actor, password);
	if (await hasFactor(app.db, id)) await checkCode(app, id, code ?? '', true);
	await markRecent(app, actor!);
}

/** @throws Refusal signInFirst, invalid */
export async function confirmByPasskey(
	app: App,
	actor: Actor | undefined,
	response: unknown,
	site: PasskeySite
): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	await usePasskey(app, { purpose: 'confirm', response, accountId: actor.accountId }, site);
	await markRecent(app, actor);
}

async function markRecent(app: App, { sessionHash }: Actor): Promise<void> {
	await app.db.update(sessions).set({ confirmedAt: app.now() }).where(eq(sessions.idHash, sessionHash));
}
