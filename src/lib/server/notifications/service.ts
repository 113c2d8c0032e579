// Tells people what happened: a notice in the app, and a mail to those who want one. Called inside the transaction
// of what happened, so that neither exists without it.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { isSwitchable, type Notice, type NoticeSettings } from '#lib/notifications/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { oneClickHeaders, sendMail } from '#lib/server/mail/send.ts';
import { ownOrigin } from '#lib/server/mail/origin.ts';
import { settingsOf } from '#lib/server/notifications/data.ts';
import { noticeLetter, unsubscribeLink } from '#lib/server/notifications/letters.ts';
import { afterNight } from '#lib/server/notifications/night.ts';
import { notices, noticeSettings } from '#lib/server/notifications/table.ts';
import { issueUnsubscribe } from '#lib/server/notifications/token.ts';

/** Days that a notice is kept after it was read, and that an unsubscribe link works. */
const keptDays = 180;

/**
 * Tells each of the accounts once: `subject` is what the notice is about, and a second notice of the same kind and
 * subject is not told. It must not name a person.
 */
export async function notify(
	app: App,
	tx: Database | Transaction,
	accountIds: readonly string[],
	subject: string,
	notice: Notice
): Promise<void> {
	// One order for everybody, so that two tellers never wait for each other in a ring.
	const told = [...new Set(accountIds)].sort();
	if (told.length === 0) return;
	const people = await tx.select().from(accounts).where(inArray(accounts.id, told)).orderBy(accounts.id);
	for (const account of people) {
		const settings = await settingsOf(tx, account.id);
		if (!isSwitchable(notice.kind) || !settings.muted.includes(notice.kind)) {
			const row = { accountId: account.id, subject, at: app.now(), ...notice };
			await tx.insert(notices).values(row).onConflictDoNothing();
		}
		await mailNotice(app, tx, account, settings, subject, notice);
	}
}

async function mailNotice(
	app: App,
	tx: Database | Transaction,
	account: typeof accounts.$inferSelect,
	settings: NoticeSettings,
	subject: string,
	notice: Notice
): Promise<void> {
	const { id, emailVerifiedAt, suspendedAt } = account;
	if (!isSwitchable(notice.kind) || !settings.mailed.includes(notice.kind)) return;
	if (!emailVerifiedAt || suspendedAt) return;
	const now = app.now();
	const token = await issueUnsubscribe(tx, id, { kind: notice.kind }, now);
	const origin = ownOrigin(app);
	const link = unsubscribeLink(origin, account.locale, token);
	await sendMail(tx, noticeLetter(account, origin, link, notice), {
		key: `notice:${notice.kind}:${subject}:${id}`,
		headers: oneClickHeaders(link),
		dueAt: settings.quietNights ? afterNight(now) : now
	});
}

/** Marks one of the actor's notices as read and says what it is about. */
export async function readNotice(app: App, actor: Actor | undefined, id: string): Promise<Notice> {
	if (!actor) throw new Refusal('signInFirst');
	const [row] = await app.db
		.update(notices)
		.set({ readAt: sql`coalesce(${notices.readAt}, ${app.now().toISOString()}::timestamptz)` })
		.where(and(eq(notices.id, id), eq(notices.accountId, actor.accountId)))
		.returning({ kind: notices.kind, data: notices.data });
	if (!row) throw new Refusal('notFound');
	return row as Notice;
}

export async function readAllNotices(app: App, actor: Actor | undefined): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	await app.db
		.update(notices)
		.set({ readAt: app.now() })
		.where(and(eq(notices.accountId, actor.accountId), isNull(notices.readAt)));
}

export async function saveSettings(
	app: App,
	actor: Actor | undefined,
	settings: NoticeSettings
): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	await changeSettings(app.db, actor.accountId, settings);
}

/** The same without asking who it is: for a token that says so. */
export async function changeSettings(
	tx: Database | Transaction,
	accountId: string,
	{ muted, mailed, quietNights }: NoticeSettings
): Promise<void> {
	const set = { muted, mailed, quietNights };
	await tx
		.insert(noticeSettings)
		.values({ accountId, ...set })
		.onConflictDoUpdate({ target: noticeSettings.accountId, set });
}

/** Removes notices read long ago, and the tokens of old mails. */
export async function clearNotices(app: App): Promise<void> {
	const before = new Date(app.now().getTime() - keptDays * 86_400_000).toISOString();
	await app.db.execute(sql`delete from notices where read_at < ${before}::timestamptz`);
	await app.db.execute(sql`delete from unsubscribe_tokens where created_at < ${before}::timestamptz`);
}
