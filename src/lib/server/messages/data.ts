// Reads of conversations. Who may read one is decided in access.ts; the lists here narrow to what their reader may see.
import { and, desc, eq, inArray, lt, ne, sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { accessEndedStates } from '#lib/applications/types.ts';
import type { ConversationLine, MessageLine, Side } from '#lib/messages/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { files } from '#lib/server/files/table.ts';
import { messageReaders, messages } from '#lib/server/messages/table.ts';

/** Messages of a conversation before a position, in order; the latest when no position is given. */
export async function messagesOf(
	db: Database,
	applicationId: string,
	{ limit, before }: { limit: number; before?: number | undefined }
): Promise<MessageLine[]> {
	const { id, position, side, text, at } = messages;
	const rows = await db
		.select({ id, position, side, by: accounts.email, text, file: files.name, at })
		.from(messages)
		.leftJoin(accounts, eq(accounts.id, messages.accountId))
		.leftJoin(files, eq(files.id, messages.fileId))
		.where(
			and(eq(messages.applicationId, applicationId), before === undefined ? undefined : lt(position, before))
		)
		.orderBy(desc(position))
		.limit(limit);
	return rows.reverse();
}

export type Reading = { readTo: number; readAt: Date | null };

/** How far an account has read; undefined before anything was said to it. */
export async function readingOf(
	db: Database | Transaction,
	applicationId: string,
	accountId: string
): Promise<Reading | undefined> {
	const [row] = await db
		.select({ readTo: messageReaders.readTo, readAt: messageReaders.readAt })
		.from(messageReaders)
		.where(and(eq(messageReaders.applicationId, applicationId), eq(messageReaders.accountId, accountId)));
	return row;
}

/** How far anybody of the other side has read. */
export async function otherReading(db: Database, applicationId: string, side: Side): Promise<number> {
	const [row] = await db
		.select({ readTo: sql<number | null>`max(${messageReaders.readTo})` })
		.from(messageReaders)
		.where(and(eq(messageReaders.applicationId, applicationId), ne(messageReaders.side, side)));
	return row?.readTo ?? 0;
}

/** Which of the accounts have read less than there is, with how many messages of the other side that is. */
export async function unreadOf(
	tx: Transaction,
	applicationId: string,
	accountIds: readonly string[]
): Promise<Map<string, number>> {
	const rows = await tx
		.select({ id: messageReaders.accountId, n: sql<number>`count(*)::int` })
		.from(messageReaders)
		.innerJoin(
			messages,
			and(
				eq(messages.applicationId, messageReaders.applicationId),
				ne(messages.side, messageReaders.side),
				sql`${messages.position} > ${messageReaders.readTo}`
			)
		)
		.where(
			and(eq(messageReaders.applicationId, applicationId), inArray(messageReaders.accountId, [...accountIds]))
		)
		.groupBy(messageReaders.accountId);
	return new Map(rows.map(({ id, n }) => [id, n]));
}

type Part = { limit: number; offset: number };
type Row = Omit<ConversationLine, 'at'> & { at: number };

/** What a list says of conversation `c` to an account of a side. */
const line = (sql: postgres.Sql, accountId: string, side: Side) => sql`
	c.application_id as id, l.title_zh as "titleZh", l.title_en as "titleEn",
	(extract(epoch from c.last_at) * 1000)::float8 as at, left(coalesce(nullif(last.text, ''), f.name, ''), 120) as last, last.side as "lastSide",
	(select count(*)::int from message_readers r join messages m
		on m.application_id = r.application_id and m.position > r.read_to and m.side <> ${side}
		where r.application_id = c.application_id and r.account_id = ${accountId}) as unread`;

const joined = (sql: postgres.Sql) => sql`
	conversations c join applications a on a.id = c.application_id
	join listings l on l.id = a.listing_id
	join messages last on last.application_id = c.application_id and last.position = c.messages
	left join files f on f.id = last.file_id`;

const shown = (rows: Row[]) => rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }));

/** A person's conversations, the latest first. */
export async function talentConversations(
	db: Database,
	{ talentId, accountId }: { talentId: string; accountId: string },
	{ limit, offset }: Part
): Promise<ConversationLine[]> {
	const sql = reader(db);
	return shown(
		await sql<Row[]>`
			select ${line(sql, accountId, 'talent')}, o.name_zh as "nameZh", o.name_en as "nameEn"
			from ${joined(sql)} join organizations o on o.id = c.organization_id
			where c.talent_id = ${talentId}
			order by c.last_at desc, c.application_id limit ${limit} offset ${offset}`
	);
}

const gone = [...accessEndedStates];

/** What the organization still sees. */
const visible = (sql: postgres.Sql, organizationId: string) => sql`
	c.organization_id = ${organizationId} and a.state <> all(${gone})
	and not exists (select from consents s where s.application_id = a.id and s.member_id is null
		and s.withdrawn_at is not null)
	and not exists (select from blocked_organizations b
		where b.organization_id = c.organization_id and b.talent_id = c.talent_id)
	and not exists (select from talents t join accounts p on p.id = t.account_id
		where t.id = c.talent_id and p.suspended_at is not null)`;

/** An organization's conversations as one of its members reads them, the latest first. */
export async function organizationConversations(
	db: Database,
	{ organizationId, accountId }: { organizationId: string; accountId: string },
	{ limit, offset }: Part
): Promise<ConversationLine[]> {
	const sql = reader(db);
	return shown(
		await sql<Row[]>`
			select ${line(sql, accountId, 'organization')}, t.display_name as "nameZh", null as "nameEn"
			from ${joined(sql)} join talents t on t.id = c.talent_id
			where ${visible(sql, organizationId)}
			order by c.last_at desc, c.application_id limit ${limit} offset ${offset}`
	);
}

/** How many conversations a person or an organization has. */
export async function countConversations(
	db: Database,
	of: { talentId: string } | { organizationId: string }
): Promise<number> {
	const sql = reader(db);
	const whose = 'talentId' in of ? sql`c.talent_id = ${of.talentId}` : visible(sql, of.organizationId);
	const [row] = await sql<{ n: number }[]>`
		select count(*)::int as n from conversations c join applications a on a.id = c.application_id where ${whose}`;
	return row?.n ?? 0;
}

export type WaitingLine = Pick<ConversationLine, 'id' | 'titleZh' | 'titleEn' | 'unread'> & {
	slug: string | null;
};

/** What waits unread for an account that no mail has told of, as far as it may still be read. */
export async function waitingMessages(tx: Transaction, accountId: string): Promise<WaitingLine[]> {
	const rows = await tx.execute<WaitingLine>(sql`
		select c.application_id as id, l.title_zh as "titleZh", l.title_en as "titleEn",
			case when r.side = 'organization' then o.slug end as slug,
			(select count(*)::int from messages m where m.application_id = c.application_id
				and m.position > r.read_to and m.side <> r.side) as unread
		from message_readers r join conversations c on c.application_id = r.application_id
		join applications a on a.id = c.application_id join listings l on l.id = a.listing_id
		join organizations o on o.id = c.organization_id
		where r.account_id = ${accountId} and r.waiting_since is not null and (r.side = 'talent' or (
			o.verification = 'verified' and a.state not in ('declined', 'withdrawn', 'expired')
			and not exists (select from consents s where s.application_id = a.id and s.member_id is null
		and s.withdrawn_at is not null)
			and exists (select from memberships m where m.organization_id = o.id and m.account_id = r.account_id)
			and not exists (select from blocked_organizations b
				where b.organization_id = o.id and b.talent_id = c.talent_id)))
		order by r.waiting_since, c.application_id`);
	return rows.filter(({ unread }) => unread > 0);
}
