// Reads of what needs a person now: offers, interviews, unread messages, invitations, and saved listings about to close.
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { closingDays, interviewDays, type Need } from '#lib/talents/today.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';

/** Things of one sort that are listed; the rest is on their own page. */
const listedMax = 5;

type Of<N extends Need['need']> = Extract<Need, { need: N }>;
/** Moments come as milliseconds since 1970. */
type Raw<N extends Need['need'], Moment extends string> = Omit<Of<N>, Moment> & Record<Moment, number>;

/** In the order in which they press. */
export async function needsOf(
	db: Database,
	{ talentId, accountId }: { talentId: string; accountId: string },
	now: Date
): Promise<Need[]> {
	const sql = reader(db);
	const today = dayInNanjing(now);
	const at = now.toISOString();
	const about = sql`l.title_zh as "titleZh", l.title_en as "titleEn", o.name_zh as "nameZh", o.name_en as "nameEn"`;
	const listed = sql`join listings l on l.id = x.listing_id join organizations o on o.id = l.organization_id`;
	const [interviews, offers, [messages], invitations, closing] = await Promise.all([
		sql<Raw<'interview', 'at'>[]>`
			select 'interview' as need, x.id, ${about}, e.place, (extract(epoch from e.meets_at) * 1000)::float8 as at
			from applications x ${listed} join lateral (select e.meets_at, e.place from application_events e
				where e.application_id = x.id and e.to_state = 'interview' order by e.position desc limit 1) e on true
			where x.talent_id = ${talentId} and x.state = 'interview' and e.meets_at >= ${at}::timestamptz - interval '1 hour'
				and e.meets_at < ${at}::timestamptz + make_interval(days => ${interviewDays})
			order by e.meets_at limit ${listedMax}`,
		sql<Of<'offer'>[]>`
			select 'offer' as need, x.id, ${about}, x.state from applications x ${listed}
			where x.talent_id = ${talentId} and x.state in ('offer', 'admitted')
			order by x.moved_at limit ${listedMax}`,
		sql<{ unread: number }[]>`
			select count(*)::int as unread from message_readers r join conversations c on c.application_id = r.application_id
			join messages m on m.application_id = r.application_id and m.position > r.read_to and m.side <> r.side
			where r.account_id = ${accountId} and c.talent_id = ${talentId} and r.side = 'talent'`,
		sql<Raw<'invitation', 'until'>[]>`
			select 'invitation' as need, x.id, ${about}, (extract(epoch from x.expires_at) * 1000)::float8 as until
			from invitations x ${listed}
			where x.talent_id = ${talentId} and x.state = 'sent' and x.expires_at > ${at}::timestamptz and l.state = 'open'
			order by x.expires_at limit ${listedMax}`,
		sql<Of<'closing'>[]>`
			select 'closing' as need, l.id, l.kind, l.title_zh as "titleZh", l.title_en as "titleEn",
				least(l.valid_until, c.admission_to)::text as day
			from listing_marks s join listings l on l.id = s.listing_id left join courses c on c.listing_id = l.id
			where s.account_id = ${accountId} and s.mark = 'saved' and l.state = 'open'
				and least(l.valid_until, c.admission_to) between ${today}::date and ${today}::date + ${closingDays}::int
				and not exists (select from applications a where a.listing_id = l.id and a.talent_id = ${talentId})
			order by day, l.id limit ${listedMax}`
	]);
	return [
		...interviews.map((row) => ({ ...row, at: new Date(row.at) })),
		...offers,
		...(messages!.unread ? [{ need: 'messages' as const, unread: messages!.unread }] : []),
		...invitations.map((row) => ({ ...row, until: new Date(row.until) })),
		...closing
	] as Need[];
}
