// Who opened a person's profile: for that person alone.
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';

/** Organizations that are listed, the latest first, and how far back (days). */
const [mostListed, listedDays] = [20, 180];

export type Viewer = { slug: string; zh: string | null; en: string | null; day: string };

/** The organizations that opened the actor's profile, each with the day of the last time. */
export async function viewersOf(app: App, actor: Actor | undefined): Promise<Viewer[]> {
	if (!actor) throw new Refusal('signInFirst');
	const since = new Date(app.now().getTime() - listedDays * 86_400_000).toISOString();
	const rows = await reader(app.db)<Array<Omit<Viewer, 'day'> & { at: Date | string }>>`
		select o.slug, o.name_zh as zh, o.name_en as en, max(v.viewed_at) as at
		from talents t join profile_views v on v.talent_id = t.id
		join organizations o on o.id = v.organization_id
		where t.account_id = ${actor.accountId} and v.viewed_at > ${since}::timestamptz
		group by o.id order by max(v.viewed_at) desc, o.id limit ${mostListed}`;
	return rows.map(({ at, ...row }) => ({ ...row, day: dayInNanjing(new Date(at)) }));
}
