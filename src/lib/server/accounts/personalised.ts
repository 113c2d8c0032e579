// Whether somebody wants lists in an order made for them. Without it they come by date, and nothing is suggested by mail.
import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';

export async function setPersonalised(
	app: App,
	actor: Actor | undefined,
	personalised: boolean
): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	await app.db.update(accounts).set({ personalised }).where(eq(accounts.id, actor.accountId));
}
