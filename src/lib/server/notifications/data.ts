// Reads of notices and of what each person wants to be told.
import { and, desc, eq, sql, type AnyColumn } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { defaultSettings, type NoticeLine, type NoticeSettings } from '#lib/notifications/types.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { talentsTold } from '#lib/server/notifications/found.ts';
import { notices, noticeSettings } from '#lib/server/notifications/table.ts';

/** The header says '99+' beyond it, so nothing counts further. */
const countedMax = 100;

/** New talents that a notice tells of and its reader may see now; null for all other notices. */
const told = sql<number | null>`${sql.raw(talentsTold)}`;

/** How many notices of an account are unread, as a part of another query: the session's. */
export function unreadOf(accountId: AnyColumn) {
	return sql<number>`(select count(*)::int from (
		select from ${notices} where ${notices.accountId} = ${accountId} and ${notices.readAt} is null
			and coalesce(${told}, 1) > 0
		limit ${sql.raw(String(countedMax))}) as unread)`;
}

/** The account's latest notices. */
export async function noticesOf(db: Database, accountId: string, limit: number): Promise<NoticeLine[]> {
	const { id, kind, data, at, readAt } = notices;
	const rows = await db
		.select({ id, kind, data, at, readAt, told })
		.from(notices)
		.where(eq(notices.accountId, accountId))
		.orderBy(desc(notices.at), desc(notices.id))
		.limit(limit);
	return rows
		.filter((row) => row.told !== 0)
		.map(({ told: count, ...row }) => {
			const said = count === null ? row.data : { ...row.data, count };
			const { id, kind } = row;
			return { id, kind, data: said, day: dayInNanjing(row.at), unread: row.readAt === null } as NoticeLine;
		});
}

export async function noticeOf(db: Database | Transaction, accountId: string, id: string) {
	const [row] = await db
		.select({ kind: notices.kind, data: notices.data })
		.from(notices)
		.where(and(eq(notices.id, id), eq(notices.accountId, accountId)));
	return row;
}

/** What an account chose, or what holds for everybody who never did. */
export async function settingsOf(db: Database | Transaction, accountId: string): Promise<NoticeSettings> {
	const [row] = await db
		.select({
			muted: noticeSettings.muted,
			mailed: noticeSettings.mailed,
			quietNights: noticeSettings.quietNights
		})
		.from(noticeSettings)
		.where(eq(noticeSettings.accountId, accountId));
	return row ?? defaultSettings;
}
