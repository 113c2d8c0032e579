// Reads of what needs a person now: offers, interviews, what an internship or a team waits for, certificates, unread
// messages, invitations, and saved listings about to close.
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
	const [interviews, offers, teams, internships, certificates, [messages], invitations, closing] =
		await Promise.all([
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
			sql<Of<'team'>[]>`
			select 'team' as need, m.id, ${about} from accounts c join team_members m on m.email = lower(c.email)
			join applications x on x.id = m.application_id ${listed}
			where c.id = ${accountId} and c.email_verified_at is not null and m.state = 'asked'
				and x.held_until is not null and x.state = 'sent'
			order by m.asked_at limit ${listedMax}`,
			sql<Of<'statement'>[]>`
			select case when i.application_id is null then 'statement' else 'agreement' end as need, x.id, ${about}
			from applications x ${listed} left join internships i on i.application_id = x.id
			left join agreements g on g.application_id = x.id and g.state in ('signing', 'amending')
			where x.talent_id = ${talentId} and is_internship(x.id) and (
				i.application_id is null and x.state in ('admitted', 'accepted')
				or g.id is not null and not exists (select from agreement_acceptances c
					where c.agreement_id = g.id and c.revision = g.revision and c.party = 'student'))
			order by x.moved_at limit ${listedMax}`,
			sql<Of<'certificate'>[]>`
			select 'certificate' as need, x.id, x.title_zh as "titleZh", x.title_en as "titleEn",
				o.name_zh as "nameZh", o.name_en as "nameEn"
			from certificates x join organizations o on o.id = x.organization_id
			where x.talent_id = ${talentId} and x.state = 'offered'
			order by x.created_at limit ${listedMax}`,
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
		...internships,
		...teams,
		...(messages!.unread ? [{ need: 'messages' as const, unread: messages!.unread }] : []),
		...certificates,
		...invitations.map((row) => ({ ...row, until: new Date(row.until) })),
		...closing
	] as Need[];
}
