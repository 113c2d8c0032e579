// Tells people each morning which organizations opened their profile the day before.
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';
import { notify } from '#lib/server/notifications/service.ts';

/** Organizations a notice names; the others are counted. */
const namedMax = 3;

type Row = { accountId: string; names: Array<{ zh: string | null; en: string | null }> };

/** Returns how many people were told; each is told once for a day, however often this runs. */
export async function gatherViews(app: App): Promise<number> {
	const day = dayInNanjing(new Date(app.now().getTime() - 86_400_000));
	const rows = await reader(app.db)<Row[]>`
		select account_id as "accountId", json_agg(json_build_object('zh', name_zh, 'en', name_en) order by first_at) as names
		from (
			select t.account_id, o.name_zh, o.name_en, min(v.viewed_at) as first_at
			from profile_views v
			join talents t on t.id = v.talent_id
			join organizations o on o.id = v.organization_id
			where v.viewed_at >= (${day}::date)::timestamp at time zone 'Asia/Shanghai'
				and v.viewed_at < (${day}::date + 1)::timestamp at time zone 'Asia/Shanghai'
			group by t.account_id, o.id
		) viewed
		group by account_id order by account_id`;
	for (const { accountId, names } of rows) {
		const data = { day, count: names.length, names: names.slice(0, namedMax) };
		await app.db.transaction((tx) => notify(app, tx, [accountId], day, { kind: 'profileViewed', data }));
	}
	return rows.length;
}
