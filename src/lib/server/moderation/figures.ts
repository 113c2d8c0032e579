// What everybody may know of reports: how many there were, what became of them, and how long it took. Counts only.
import type { Outcome, ReportReason, SubjectKind } from '#lib/moderation/cases.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';

/** How far back the figures go (months). */
export const figureMonths = 12;

export type CaseFigures = {
	reports: number;
	cases: number;
	/** Not decided yet, and of these past their day. */
	open: number;
	late: number;
	appeals: number;
	/** Days from the first report to the decision; absent without decisions. */
	medianDays: number | null;
	outcomes: Record<Outcome, number>;
	kinds: Record<SubjectKind, number>;
	reasons: Array<{ reason: ReportReason; count: number }>;
};

export async function caseFigures(app: App): Promise<CaseFigures> {
	const sql = reader(app.db);
	const today = dayInNanjing(app.now());
	const since = sql`created_at > ${app.now().toISOString()}::timestamptz - make_interval(months => ${figureMonths})`;
	const [totals] = await sql<[Omit<CaseFigures, 'reasons' | 'reports'>]>`
		select count(*)::int as cases,
			count(*) filter (where state in ('open', 'appealed'))::int as open,
			count(*) filter (where state in ('open', 'appealed') and due_on < ${today}::date)::int as late,
			count(*) filter (where appealed_at is not null)::int as appeals,
			round((percentile_cont(0.5) within group (order by extract(epoch from decided_at - created_at)) / 86400)::numeric, 1)::float8 as "medianDays",
			json_build_object(
				'upheld', count(*) filter (where outcome = 'upheld'),
				'dismissed', count(*) filter (where outcome = 'dismissed'),
				'overturned', count(*) filter (where outcome = 'overturned')) as outcomes,
			json_build_object(
				'listing', count(*) filter (where kind = 'listing'),
				'organization', count(*) filter (where kind = 'organization'),
				'talent', count(*) filter (where kind = 'talent')) as kinds
		from cases where ${since}`;
	const reasons = await sql<CaseFigures['reasons']>`
		select reason, count(*)::int as count from reports where ${since} and withdrawn_at is null
		group by reason order by count(*) desc, reason`;
	return { ...totals, reasons: [...reasons], reports: reasons.reduce((sum, { count }) => sum + count, 0) };
}
