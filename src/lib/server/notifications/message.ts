// The notice of a conversation: one for each reader, told anew with the new number whenever more is unread in it. Its
// mail is a digest (messages/digest.ts), so that a lively conversation is not a mail for each sentence.
import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { NoticeData } from '#lib/notifications/types.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { notices, noticeSettings } from '#lib/server/notifications/table.ts';

type About = {
	applicationId: string;
	titleZh: string | null;
	titleEn: string | null;
	slug: string;
	side: 'talent' | 'organization';
};

/** Tells each account how many messages wait for it; `about` is seen from who wrote. */
export async function tellMessage(
	app: App,
	tx: Transaction,
	{ applicationId, titleZh, titleEn, slug, side }: About,
	unread: ReadonlyMap<string, number>
): Promise<void> {
	const ids = [...unread.keys()].sort();
	if (!ids.length) return;
	const muted = await tx
		.select({ id: noticeSettings.accountId })
		.from(noticeSettings)
		.where(
			and(inArray(noticeSettings.accountId, ids), sql`'messageReceived' = any(${noticeSettings.muted})`)
		);
	const told = ids.filter((id) => !muted.some((one) => one.id === id));
	if (!told.length) return;
	const where = { titleZh, titleEn, id: applicationId, slug: side === 'talent' ? slug : null };
	const rows = told.map((accountId) => {
		const data: NoticeData['messageReceived'] = { ...where, count: unread.get(accountId)! };
		return { accountId, kind: 'messageReceived' as const, subject: applicationId, data, at: app.now() };
	});
	await tx
		.insert(notices)
		.values(rows)
		.onConflictDoUpdate({
			target: [notices.accountId, notices.kind, notices.subject],
			set: { data: sql`excluded.data`, at: sql`excluded.at`, readAt: null }
		});
}

/** The conversation was read to its end. */
export async function readMessageNotice(
	app: App,
	tx: Transaction,
	accountId: string,
	applicationId: string
): Promise<void> {
	const about = and(eq(notices.kind, 'messageReceived'), eq(notices.subject, applicationId));
	await tx
		.update(notices)
		.set({ readAt: app.now() })
		.where(and(eq(notices.accountId, accountId), about, isNull(notices.readAt)));
}
