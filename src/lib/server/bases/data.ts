// Reads of who runs a base together, for the organizations concerned. What everybody may see is listings/data.ts's.
import type { PartnerStanding, Partnership } from '#lib/bases/types.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

/** Bases of others that name this organization, those that wait for its answer first, then the latest. */
export async function partnershipsOf(db: Database, organizationId: string): Promise<Partnership[]> {
	return reader(db)<Partnership[]>`
		select l.id, l.title_zh as "titleZh", l.title_en as "titleEn", o.name_zh as "ownerZh", o.name_en as "ownerEn",
			case when p.confirmed_at is not null then 'confirmed' when p.declined_at is not null then 'declined'
				else 'waiting' end as standing,
			to_char(coalesce(p.confirmed_at, p.declined_at, p.asked_at) at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as since
		from base_partners p
		join listings l on l.id = p.listing_id and l.state <> 'frozen'
		join organizations o on o.id = l.organization_id
		where p.organization_id = ${organizationId} and p.asked_at is not null
		order by num_nonnulls(p.confirmed_at, p.declined_at), p.declined_at is not null,
			coalesce(p.confirmed_at, p.declined_at, p.asked_at) desc, l.id`;
}

/** What a base's form offers: the partners it names, then every other verified organization, each part by pinyin. */
export type PartnerChoice = {
	slug: string;
	nameZh: string | null;
	nameEn: string | null;
	/** Null for one that the base does not name. */
	standing: PartnerStanding | null;
};

/** The choices for a base of this organization; `listingId` is absent for a new one. */
export async function partnerChoices(
	db: Database,
	organizationId: string,
	listingId: string | undefined
): Promise<PartnerChoice[]> {
	return reader(db)<PartnerChoice[]>`
		select o.slug, o.name_zh as "nameZh", o.name_en as "nameEn",
			case when p.listing_id is null then null when p.confirmed_at is not null then 'confirmed'
				when p.declined_at is not null then 'declined' when p.asked_at is not null then 'waiting'
				else 'unasked' end as standing
		from organizations o
		left join base_partners p on p.organization_id = o.id and p.listing_id = ${listingId ?? null}
		where o.id <> ${organizationId} and (o.verification = 'verified' or p.listing_id is not null)
		order by p.listing_id is null, coalesce(o.name_zh, o.name_en) collate "zh-x-icu", o.slug`;
}
