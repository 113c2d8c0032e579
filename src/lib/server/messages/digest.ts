// The mail for who was not there: what waits unread in all of a person's conversations, at most once an hour, and
// never at night for who does not want it. It says where something waits, not what: that is read on the site.
import { and, eq, isNotNull } from 'drizzle-orm';
import { defaultSettings } from '#lib/notifications/types.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { ownOrigin } from '#lib/server/mail/origin.ts';
import { oneClickHeaders, sendMail } from '#lib/server/mail/send.ts';
import { waitingMessages } from '#lib/server/messages/data.ts';
import { digestLetter } from '#lib/server/messages/letters.ts';
import { messageReaders } from '#lib/server/messages/table.ts';
import { unsubscribeLink } from '#lib/server/notifications/letters.ts';
import { isNight } from '#lib/server/notifications/night.ts';
import { noticeSettings } from '#lib/server/notifications/table.ts';
import { issueUnsubscribe } from '#lib/server/notifications/token.ts';

const minute = 60_000;
/** Whoever has not read a message after so long (ms) is taken to be away. */
const awayTime = 10 * minute;
/** The shortest time (ms) between two of these mails to one person. */
const restTime = 60 * minute;
/** People of one round, so that a round ends. */
const roundMax = 200;

/** Writes the mails that are due; returns how many people were looked at. */
export async function mailMessages(app: App): Promise<number> {
	const now = app.now();
	const before = (time: number) => new Date(now.getTime() - time).toISOString();
	const rows = await reader(app.db)<Array<{ id: string }>>`
		select r.account_id as id from message_readers r left join notice_settings n on n.account_id = r.account_id
		where r.waiting_since <= ${before(awayTime)}::timestamptz
			and not (${isNight(now)} and coalesce(n.quiet_nights, true))
			and not exists (select from message_readers m
				where m.account_id = r.account_id and m.mailed_at > ${before(restTime)}::timestamptz)
		group by r.account_id order by min(r.waiting_since), r.account_id limit ${roundMax}`;
	for (const { id } of rows) await app.db.transaction((tx) => mailPerson(app, tx, id));
	return rows.length;
}

/** One mail about everything that waits; whatever it tells of, or nobody wants told, does not wait any more. */
async function mailPerson(app: App, tx: Transaction, accountId: string): Promise<void> {
	const account = await lockAccount(tx, accountId);
	// Another process has it.
	if (!account) return;
	const now = app.now();
	const lines = mayMail(account) ? await waitingMessages(tx, accountId) : [];
	const waiting = await tx
		.update(messageReaders)
		.set({ waitingSince: null, ...(lines.length ? { mailedAt: now } : {}) })
		.where(and(eq(messageReaders.accountId, accountId), isNotNull(messageReaders.waitingSince)))
		.returning({ id: messageReaders.applicationId });
	if (!waiting.length || !lines.length) return;
	const token = await issueUnsubscribe(tx, accountId, { kind: 'messageReceived' }, now);
	const origin = ownOrigin(app);
	const link = unsubscribeLink(origin, account.locale, token);
	await sendMail(tx, digestLetter(account, origin, link, lines), { headers: oneClickHeaders(link) });
}

type Account = NonNullable<Awaited<ReturnType<typeof lockAccount>>>;

function mayMail({ mailed, emailVerifiedAt, suspendedAt }: Account): boolean {
	const wanted = mailed ?? defaultSettings.mailed;
	return wanted.includes('messageReceived') && emailVerifiedAt !== null && suspendedAt === null;
}

async function lockAccount(tx: Transaction, id: string) {
	const { email, locale, emailVerifiedAt, suspendedAt } = accounts;
	const [row] = await tx
		.select({ email, locale, emailVerifiedAt, suspendedAt, mailed: noticeSettings.mailed })
		.from(accounts)
		.leftJoin(noticeSettings, eq(noticeSettings.accountId, accounts.id))
		.where(eq(accounts.id, id))
		.for('no key update', { of: accounts, skipLocked: true });
	return row;
}
