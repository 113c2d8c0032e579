// Cards of listings: all that a row of a list shows, as one JSON value, which is read in a fraction of the time that
// twenty rows of thirty columns take. PostgreSQL finds and makes them every time, with the rights of the moment; of
// those a list asks for by their ids, it sends only what this process has not read before.
import { setImmediate as endOfTurn } from 'node:timers/promises';
import type postgres from 'postgres';
import type { CardOrganization, ListingCard } from '#lib/listings/card.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

/** Chips of a row. */
const rowSkills = 6;

type Part = postgres.PendingQuery<postgres.Row[]>;
type CardRow = ListingCard & { owner: CardOrganization; partners: CardOrganization[] | null };

/** Joins a `card` to every listing `l`, as it is on `day.today`. */
const made = `
		join organizations o on o.id = l.organization_id
		left join roles r on r.listing_id = l.id
		left join courses c on c.listing_id = l.id
		left join bases b on b.listing_id = l.id
		left join lateral (
			select json_agg(json_build_object('id', id, 'zh', zh, 'en', en, 'relation', relation, 'level', level)) as skills
			from (
				select k.id, k.zh, k.en, s.relation, s.level
				from listing_skills s join skills k on k.id = s.skill_id
				where s.listing_id = l.id
					and s.relation = any(case l.kind when 'role' then array['required', 'preferred'] else array['taught', 'practised'] end)
					and not (s.relation in ('preferred', 'practised') and exists (
						select from listing_skills t where t.listing_id = l.id and t.skill_id = s.skill_id
							and t.relation = case s.relation when 'preferred' then 'required' else 'taught' end))
				order by (s.relation = 'preferred'), s.level desc nulls last, k.position
				limit ${rowSkills}
			) first
		) chips on true
		left join lateral (
			select min(starts_on) as "nextFrom", (array_agg(ends_on order by starts_on))[1] as "nextTo",
				sum(seats - seats_taken)::int as "left", sum(seats)::int as "all"
			from (
				select starts_on, ends_on, seats, seats_taken from course_runs u
				where u.listing_id = c.listing_id and u.ends_on >= day.today
				union all
				select starts_on, ends_on, places, places_taken from base_periods p
				where p.listing_id = b.listing_id and p.ends_on >= day.today
			) dates
		) ahead on true
		left join lateral (
			select json_agg(json_build_object('slug', q.slug, 'zh', q.name_zh, 'en', q.name_en, 'verified', q.verification = 'verified') order by q.slug) as partners
			from base_partners p join organizations q on q.id = p.organization_id
			where p.listing_id = b.listing_id and p.confirmed_at is not null
		) partners on true
		cross join lateral (select l.id, l.version, l.kind, l.title_zh as "titleZh", l.title_en as "titleEn", l.district, l.state,
			least(l.valid_until, c.admission_to) - day.today as "daysLeft",
			json_build_object('slug', o.slug, 'zh', o.name_zh, 'en', o.name_en, 'verified', o.verification = 'verified') as owner,
			partners.partners, coalesce(chips.skills, '[]') as skills,
			r.employment_type as "employmentType", r.pay_from as "payFrom", r.pay_to as "payTo", r.pay_unit as "payUnit",
			r.pay_months as "payMonths", r.headcount, r.degree, r.days_per_week as "daysPerWeek",
			r.length_months as "lengthMonths", r.may_stay as "mayStay", r.benefits,
			c.type as "courseType", c.study_level as "studyLevel", c.mode, c.hours, c.fee, b.allowance,
			ahead."nextFrom", ahead."nextTo", ahead."left", ahead."all") card`;

/** Cards of what `from` finds; it names listings as `l` and their order as `wanted.place`. */
export async function cards(sql: postgres.Sql, today: string, from: Part): Promise<ListingCard[]> {
	const [row] = await sql<{ cards: CardRow[] }[]>`
		select coalesce(json_agg(card order by wanted.place), '[]') as cards
		${from} cross join (select ${today}::date as today) day ${sql.unsafe(made)}`;
	return row!.cards.map(cardOf);
}

/** Which listings anybody may find, and which ones have a page. */
const scopes = {
	open: `l.state = 'open' and l.valid_until >= day.today
		and exists (select 1 from organizations where id = l.organization_id and verification = 'verified')`,
	shown: `l.state in ('open', 'closed')`
};

/** Of every listing its id, and what a card holds that another mark than the given one stands for. */
const news = (scope: keyof typeof scopes) => `
		select coalesce(json_agg(json_build_array(card.id, case when now.mark is distinct from wanted.mark
			then json_build_array(now.mark, card) end) order by wanted.place), '[]') as found
		from unnest(string_to_array($1, ' '), string_to_array($2, ' ')) with ordinality as wanted (id, mark, place)
		cross join (select $3::date as today) day
		join listings l on l.id = wanted.id and ${scopes[scope]}
		${made}
		cross join lateral (select md5(card::text) as mark) now`;
const queries = { open: news('open'), shown: news('shown') };

/** A card, and the mark of all it holds. */
type Kept = { mark: string; card: ListingCard };
const kept = new WeakMap<Database, Map<string, Kept>>();
const mostKept = 5_000;

/** Cards in the order of their ids, of the listings in `scope`. They are shared: nobody may change them. */
export async function cardsByIds(
	db: Database,
	ids: readonly string[],
	today: string,
	scope: keyof typeof scopes
): Promise<ListingCard[]> {
	const cards = await readTogether(db, ids, today, scope);
	return ids.flatMap((id) => cards.get(id) ?? []);
}

type Cards = ReadonlyMap<string, ListingCard>;
/** A reading that has not begun, of more and more listings. */
type Reading = { ids: Set<string>; cards: Promise<Cards> };
const readings = new WeakMap<Database, Map<string, Reading>>();
const mostRead = 500;

/** What lists ask for in one turn of the event loop is read at once: a reading costs more than what it brings. */
function readTogether(
	db: Database,
	ids: readonly string[],
	today: string,
	scope: keyof typeof scopes
): Promise<Cards> {
	let open = readings.get(db);
	if (!open) readings.set(db, (open = new Map()));
	const key = `${scope} ${today}`;
	let reading = open.get(key);
	if (!reading || reading.ids.size > mostRead) {
		const all = new Set<string>();
		const cards = endOfTurn().then(() => {
			if (open.get(key)?.ids === all) open.delete(key);
			return readCards(db, [...all], today, scope);
		});
		open.set(key, (reading = { ids: all, cards }));
	}
	for (const id of ids) reading.ids.add(id);
	return reading.cards;
}

async function readCards(
	db: Database,
	ids: readonly string[],
	today: string,
	scope: keyof typeof scopes
): Promise<Cards> {
	let known = kept.get(db);
	if (!known) kept.set(db, (known = new Map()));
	const held = new Map(ids.map((id) => [id, known.get(id)]));
	const marks = [...held.values()].map((one) => one?.mark ?? '');
	const [row] = await reader(db).unsafe<
		[{ found: Array<[id: string, [mark: string, card: CardRow] | null]> }]
	>(queries[scope], [ids.join(' '), marks.join(' '), today], { prepare: true });
	return new Map(
		row.found.map(([id, read]) => [
			id,
			read ? keep(known, id, { mark: read[0], card: cardOf(read[1]) }) : held.get(id)!.card
		])
	);
}

function keep(known: Map<string, Kept>, id: string, one: Kept): ListingCard {
	known.delete(id);
	known.set(id, one);
	for (const oldest of known.keys()) {
		if (known.size <= mostKept) break;
		known.delete(oldest);
	}
	return one.card;
}

function cardOf(card: CardRow): ListingCard {
	card.organizations = [card.owner, ...(card.partners ?? [])];
	return card;
}
