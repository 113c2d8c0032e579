// The one queue of an organization: everything of all its listings that waits for an answer, counted.
import type { Actor } from '#lib/accounts/types.ts';
import { unansweredStates } from '#lib/applications/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { listingKinds } from '#lib/listings/types.ts';
import type { AnswerQueue } from '#lib/organizations/queue.ts';
import { agreementsWaitingFor } from '#lib/server/agreements/data.ts';
import type { App } from '#lib/server/app.ts';
import { visible } from '#lib/server/applications/inbox.ts';
import { reader } from '#lib/server/db/read.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';

/** Days ahead in which a listing that closes is worth a word. */
const closingDays = 7;
const open = [...unansweredStates];

/** Undefined while the organization is not verified: it has nobody to answer. */
export async function answerQueue(
	app: App,
	actor: Actor | undefined,
	slug: string
): Promise<AnswerQueue | undefined> {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) return undefined;
	const sql = reader(app.db);
	const { id } = organization;
	const today = dayInNanjing(app.now());
	const seen = visible(sql, id);
	const midnight = sql`(${today}::date)::timestamp at time zone 'Asia/Shanghai'`;
	type Counted = Omit<AnswerQueue, 'applications' | 'agreements'> & { waiting: number; since: string | null };
	const [row] = await sql<Counted[]>`
		select of.waiting, of.since, of.accepted, of.interviews,
			(select count(distinct c.application_id)::int from conversations c
				join applications a on a.id = c.application_id
				join message_readers r on r.application_id = c.application_id and r.account_id = ${actor!.accountId}
				join messages m on m.application_id = c.application_id and m.position > r.read_to and m.side = 'talent'
				where c.organization_id = ${id} and ${seen}) as messages,
			(select count(*)::int from listings l where l.organization_id = ${id} and l.state = 'open'
				and l.valid_until between ${today}::date and ${today}::date + ${closingDays}::int) as closing,
			(select json_build_object('received', f.received, 'answered', f.answered, 'medianHours', f.median_hours)
				from answer_figures f where f.organization_id = ${id}) as answers
		from (
			select (count(*) filter (where a.state = any(${open})))::int as waiting,
				to_char(min(a.created_at) filter (where a.state = any(${open})) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as since,
				(count(*) filter (where a.state = 'accepted'))::int as accepted,
				(count(*) filter (where a.state = 'interview' and exists (
					select from application_events e where e.application_id = a.id and e.to_state = 'interview'
						and e.meets_at >= ${midnight} and e.meets_at < ${midnight} + interval '2 days'
						and e.position = (select max(n.position) from application_events n
							where n.application_id = a.id and n.to_state = 'interview'))))::int as interviews
			from applications a
			where a.kind = any(${[...listingKinds]}) and a.state = any(${[...open, 'interview', 'accepted']}) and ${seen}
		) of`;
	const { waiting, since, ...rest } = row!;
	return { applications: { waiting, since }, ...rest, agreements: await agreementsWaitingFor(app.db, id) };
}
