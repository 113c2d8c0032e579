// The link at the end of a mail: it needs no session, shows first, and acts on a button or on the one click of a mail
// program (RFC 8058).
import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { token as tokenForm } from '#lib/accounts/schema.ts';
import type { MailKind } from '#lib/notifications/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { settingsOf } from '#lib/server/notifications/data.ts';
import { changeSettings } from '#lib/server/notifications/service.ts';
import { tokenTarget } from '#lib/server/notifications/token.ts';
import { changeFrequency } from '#lib/server/searches/service.ts';
import { savedSearches } from '#lib/server/searches/table.ts';

/** What a link would end, in the words of its owner: a saved search by name, or a kind of mail. */
export type Subscription = { search: string } | { kind: MailKind };

/** Undefined for a link that is wrong or too old. Changes nothing. */
export async function subscriptionOf(app: App, token: string | null): Promise<Subscription | undefined> {
	if (!token || !v.is(tokenForm, token)) return undefined;
	const target = (await tokenTarget(app.db, token))?.target;
	if (!target || 'kind' in target) return target;
	const [row] = await app.db
		.select({ search: savedSearches.name })
		.from(savedSearches)
		.where(eq(savedSearches.id, target.searchId));
	return row;
}

/** Ends the mails a link belongs to; using it again changes nothing. Refuses with `expired` what is no link of ours. */
export async function unsubscribe(app: App, token: string | null): Promise<void> {
	if (!token || !v.is(tokenForm, token)) throw new Refusal('expired');
	await app.db.transaction(async (tx) => {
		const found = await tokenTarget(tx, token);
		if (!found) throw new Refusal('expired');
		const { accountId, target } = found;
		if ('searchId' in target) return changeFrequency(app, tx, target.searchId, 'off');
		const settings = await settingsOf(tx, accountId);
		const mailed = settings.mailed.filter((kind) => kind !== target.kind);
		await changeSettings(tx, accountId, { ...settings, mailed });
	});
}
