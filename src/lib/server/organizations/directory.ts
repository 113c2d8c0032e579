// Organizations as everybody may see them: those that are verified, or that have something open.
import type { District, OrganizationKind } from '#lib/organizations/types.ts';
import type { PublicOrganization } from '#lib/organizations/view.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

export type OrganizationRow = {
	slug: string;
	kind: OrganizationKind;
	nameZh: string | null;
	nameEn: string | null;
	district: District | null;
	/** Open listings it publishes, by kind, and bases of others that it takes part in. */
	roles: number;
	courses: number;
	bases: number;
	/** Of all rows that match, beyond this page. */
	total: number;
};

/** Verified organizations by pinyin (or English name), a page at a time; `kind` narrows. */
export async function organizationsList(
	db: Database,
	options: { kind: OrganizationKind | undefined; english: boolean; limit: number; offset: number }
): Promise<OrganizationRow[]> {
	const sql = reader(db);
	const name = options.english ? sql`coalesce(o.name_en, o.name_zh)` : sql`coalesce(o.name_zh, o.name_en)`;
	return sql<OrganizationRow[]>`
		select o.slug, o.kind, o.name_zh as "nameZh", o.name_en as "nameEn", o.district,
			count(l.id) filter (where l.kind = 'role')::int as roles,
			count(l.id) filter (where l.kind = 'course')::int as courses,
			count(l.id) filter (where l.kind = 'base')::int as bases,
			(count(*) over ())::int as total
		from organizations o
		left join (
			select id, kind, organization_id from listings where state = 'open'
			union
			select x.id, x.kind, p.organization_id from base_partners p
			join listings x on x.id = p.listing_id and x.state = 'open' where p.confirmed_at is not null
		) l on l.organization_id = o.id
		where o.verification = 'verified' and (${options.kind ?? null}::text is null or o.kind = ${options.kind ?? null})
		group by o.id
		order by ${name} collate "zh-x-icu", o.slug
		limit ${options.limit} offset ${options.offset}`;
}

/** A public organization; undefined where there is none, or none that everybody may see. */
export async function organizationPage(db: Database, slug: string): Promise<PublicOrganization | undefined> {
	const [row] = await reader(db)<PublicOrganization[]>`
		select o.id, o.slug, o.kind, o.name_zh as "nameZh", o.name_en as "nameEn", o.about_zh as "aboutZh", o.about_en as "aboutEn",
			o.credit_code as "creditCode", o.district, o.website, o.verification = 'verified' as verified,
			to_char(o.verified_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as "verifiedOn", o.sample,
			(select json_build_object('received', f.received, 'answered', f.answered, 'medianHours', f.median_hours)
				from answer_figures f where f.organization_id = o.id) as answers
		from organizations o
		where o.slug = ${slug} and (o.verification = 'verified'
			or exists (select from listings l where l.organization_id = o.id and l.state in ('open', 'closed')))`;
	return row;
}

const sampleAge = 60_000;
const samplesOf = new WeakMap<Database, { known: Promise<boolean>; readAt: number }>();

/** Whether invented organizations are shown. Asked of the database once a minute. */
export function hasSamples(db: Database): Promise<boolean> {
	const last = samplesOf.get(db);
	if (last && Date.now() - last.readAt < sampleAge) return last.known;
	const known = reader(db)<
		{ found: boolean }[]
	>`select exists (select from organizations where sample) as found`.then(([row]) => row!.found);
	samplesOf.set(db, { known, readAt: Date.now() });
	known.catch(() => samplesOf.delete(db));
	return known;
}
