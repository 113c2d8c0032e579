// How organizations answer, counted anew every hour: pages only read what was counted.
import { sql } from 'drizzle-orm';
import type { App } from '#lib/server/app.ts';
import { answerFigures } from '#lib/server/answers/table.ts';

/** Days that are looked back on, and in which an answer may still come before its lack counts. */
const lookBackDays = 180;
export const graceDays = 5;

/**
 * What nobody answered counts once the time to answer is over; what the person took back before that does not count.
 */
export async function countAnswers({ db, now: clock }: Pick<App, 'db' | 'now'>): Promise<void> {
	const now = clock().toISOString();
	await db.transaction(async (tx) => {
		await tx.delete(answerFigures);
		await tx.execute(sql`
			insert into ${answerFigures} (organization_id, received, answered, median_hours, counted_at)
			select l.organization_id, count(*), count(a.answered_at),
				percentile_cont(0.5) within group (order by extract(epoch from a.answered_at - a.created_at) / 3600),
				${now}::timestamptz
			from applications a join listings l on l.id = a.listing_id
			where a.held_until is null and a.created_at > ${now}::timestamptz - make_interval(days => ${lookBackDays})
				and (a.answered_at is not null or (a.state <> 'withdrawn'
					and a.created_at <= ${now}::timestamptz - make_interval(days => ${graceDays})))
			group by l.organization_id`);
	});
}
