// Reads of who runs a base together: its organizations, their tutors, and the places of each school.
import type { OrganizationKind } from '#lib/organizations/types.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { sql } from 'drizzle-orm';

export type TeamMember = {
	id: string;
	slug: string;
	kind: OrganizationKind;
	nameZh: string | null;
	nameEn: string | null;
	/** Whether the base is its own listing. */
	owns: boolean;
	/** Whether it asks for an agreement before the start: of everybody the owner, of its own students a partner. */
	agreementRequired: boolean;
};

/** The organization that owns a base, then its confirmed partners by name; none for a listing that is no base. */
export async function teamOf(db: Database | Transaction, listingId: string): Promise<TeamMember[]> {
	const rows = await db.execute<TeamMember>(sql`
		select o.id, o.slug, o.kind, o.name_zh as "nameZh", o.name_en as "nameEn", m.owns, m.agreement as "agreementRequired"
		from (
			select l.organization_id as id, true as owns, b.agreement_required as agreement
			from listings l join bases b on b.listing_id = l.id where l.id = ${listingId} and l.state <> 'frozen'
			union all
			select p.organization_id, false, p.agreement_required from base_partners p
			join listings l on l.id = p.listing_id and l.state <> 'frozen'
			where p.listing_id = ${listingId} and p.confirmed_at is not null
		) m join organizations o on o.id = m.id
		order by m.owns desc, coalesce(o.name_zh, o.name_en) collate "zh-x-icu", o.slug`);
	return [...rows];
}

/** Somebody who has left the base, where a case still concerns them. */
export async function formerMember(db: Database | Transaction, id: string): Promise<TeamMember | undefined> {
	const [row] = await db.execute<TeamMember>(sql`
		select id, slug, kind, name_zh as "nameZh", name_en as "nameEn", false as owns, false as "agreementRequired"
		from organizations where id = ${id}`);
	return row;
}

/** The organization whose role it is, as the whole team of it. */
export async function ownerOf(db: Database | Transaction, listingId: string): Promise<TeamMember[]> {
	const rows = await db.execute<TeamMember>(sql`
		select o.id, o.slug, o.kind, o.name_zh as "nameZh", o.name_en as "nameEn", true as owns, false as "agreementRequired"
		from listings l join organizations o on o.id = l.organization_id
		where l.id = ${listingId} and l.state <> 'frozen'`);
	return [...rows];
}

/** Schools send their students; the others of a team receive them. */
export const isSchool = ({ kind }: Pick<TeamMember, 'kind'>) => kind === 'university';

export type Tutor = { id: string; organizationId: string; accountId: string; name: string };

export async function tutorsOf(db: Database | Transaction, listingId: string): Promise<Tutor[]> {
	const rows = await db.execute<Tutor>(sql`
		select t.id, t.organization_id as "organizationId", t.account_id as "accountId", t.name
		from base_tutors t
		join memberships m on m.organization_id = t.organization_id and m.account_id = t.account_id
		where t.listing_id = ${listingId} order by t.created_at, t.id`);
	return [...rows];
}

export type PeriodPlaces = {
	id: string;
	from: string;
	to: string;
	places: number;
	taken: number;
	waiting: number;
	shares: { school: string; places: number; taken: number; waiting: number }[];
};

/** The periods of a base with the places that are kept for schools, in order of their dates. */
export async function placesOf(db: Database | Transaction, listingId: string): Promise<PeriodPlaces[]> {
	const rows = await db.execute<PeriodPlaces>(sql`
		select p.id, p.starts_on::text as "from", p.ends_on::text as "to", p.places, p.places_taken as taken,
			(select count(*)::int from applications a where a.period_id = p.id and a.state = 'waiting') as waiting,
			coalesce((select json_agg(json_build_object('school', s.organization_id, 'places', s.places,
				'taken', s.places_taken, 'waiting', (select count(*) from applications a
					join internships i on i.application_id = a.id and i.school_id = s.organization_id
					where a.period_id = p.id and a.state = 'waiting')) order by s.organization_id)
				from base_shares s where s.period_id = p.id), '[]') as shares
		from base_periods p where p.listing_id = ${listingId} order by p.starts_on, p.id`);
	return [...rows];
}
