// Whether the lists of matches hold what a plain scan finds: every talent against every role, one pair after the
// other by score.ts, from rows that are read here and not by the service's own retrieval.
import type { Actor } from '#lib/accounts/types.ts';
import type { Degree } from '#lib/listings/types.ts';
import { misfitsOf } from '#lib/matching/misfit.ts';
import { prepareTalent } from '#lib/matching/prepared.ts';
import { compareRanked, rankOf, scoreRole, type Ranked } from '#lib/matching/score.ts';
import type { Need, RoleTerms, TalentSkill, Wishes } from '#lib/matching/types.ts';
import { wishShare } from '#lib/matching/wish.ts';
import type { App } from '#lib/server/app.ts';
import { seeded } from '#lib/server/demo/random.ts';
import { matchBasis, type Basis } from '#lib/server/matching/basis.ts';
import { candidatesForRole } from '#lib/server/matching/candidates.ts';
import { matchesForTalent } from '#lib/server/matching/service.ts';

const seed = 11;
const first = 20;

type Role = {
	id: string;
	slug: string;
	owner: string;
	organization: string;
	degree: Degree;
	terms: RoleTerms;
	needs: Need[];
};
type Talent = {
	id: string;
	account: string;
	visible: boolean;
	degree: Degree;
	wishes: Wishes;
	skills: TalentSkill[];
	blocks: string[];
};

/** How many of so many random cases on each side have the same first 20 in the same order. */
export async function agreement(app: App, casesEach = 500): Promise<{ agreeing: number; cases: number }> {
	const [basis, roles, talents] = [await matchBasis(app), await allRoles(app), await allTalents(app)];
	const random = seeded(seed);
	const people = random.some(
		talents.filter(({ skills }) => skills.length >= 3),
		casesEach
	);
	const listings = random.some(roles, casesEach);
	const expected = scanAll(basis, roles, talents, people, listings);
	let agreeing = 0;
	const check = (id: string, found: string[]) => {
		if (
			found.join() ===
			expected
				.get(id)!
				.map((entry) => entry.id)
				.join()
		)
			agreeing++;
	};
	for (const { id, account } of people) {
		const found = await matchesForTalent(app, actorOf(account), { kind: 'role', limit: first, offset: 0 });
		check(id, found.state === 'roles' ? found.rows.map(({ card }) => card.id) : []);
	}
	for (const { id, owner, slug } of listings) {
		const found = await candidatesForRole(app, actorOf(owner), slug, id, { limit: first, offset: 0 });
		check(id, found.state === 'listed' ? found.rows.map((row) => row.id) : []);
	}
	return { agreeing, cases: people.length + listings.length };
}

/** The first 20 of every person asked for among all roles, and of every role asked for among all talents. */
function scanAll(
	{ directory, idf }: Basis,
	roles: readonly Role[],
	talents: readonly Talent[],
	people: readonly Talent[],
	listings: readonly Role[]
): Map<string, Ranked[]> {
	const best = new Map<string, Ranked[]>([...people, ...listings].map(({ id }) => [id, []]));
	const wanted = new Set(people);
	for (const talent of talents) {
		const prepared = prepareTalent(directory.tree, idf, talent.skills);
		const compare = (role: Role, side: 'talent' | 'company') => {
			const score = scoreRole(prepared, role.needs);
			if (score.state !== 'scored' || score.coverage === 0) return;
			const rank = rankOf(score, wishShare(talent.wishes, role.terms), side);
			const own = { degree: talent.degree, availableFrom: talent.wishes.availableFrom };
			const misfit = misfitsOf(own, { degree: role.degree, startsOn: role.terms.startsOn }).length > 0;
			const [list, id] = side === 'talent' ? [talent.id, role.id] : [role.id, talent.id];
			keep(best.get(list)!, { id, rank, misfit, evidence: score.evidence });
		};
		if (wanted.has(talent)) for (const role of roles) compare(role, 'talent');
		if (!talent.visible) continue;
		for (const role of listings) if (!talent.blocks.includes(role.organization)) compare(role, 'company');
	}
	return best;
}

function keep(list: Ranked[], entry: Ranked): void {
	if (list.length === first && compareRanked(list[first - 1]!, entry) < 0) return;
	list.push(entry);
	list.sort(compareRanked);
	list.length = Math.min(list.length, first);
}

async function allRoles({ sql }: App): Promise<Role[]> {
	return sql<Role[]>`
		select l.id, o.slug, m.account_id as owner, o.id as organization, r.degree,
			json_build_object('district', l.district, 'type', r.employment_type, 'startsOn', r.starts_on,
				'daysPerWeek', r.days_per_week, 'pay', case when r.pay_unit is not null then json_build_object(
					'from', r.pay_from, 'to', r.pay_to, 'unit', r.pay_unit, 'months', r.pay_months) end) as terms,
			needs.needs
		from listings l join roles r on r.listing_id = l.id join organizations o on o.id = l.organization_id
		join memberships m on m.organization_id = o.id
		join (
			select listing_id, json_agg(json_build_object('skill', skill_id, 'relation', relation, 'level', level)) as needs
			from listing_skills group by listing_id
		) needs on needs.listing_id = l.id
		where l.state = 'open'`;
}

async function allTalents({ sql }: App): Promise<Talent[]> {
	return sql<Talent[]>`
		select t.id, t.account_id as account, t.degree, t.visibility <> 'hidden' and a.suspended_at is null as visible,
			json_build_object('districts', t.wish_districts, 'types', t.wish_types, 'availableFrom', t.available_from,
				'daysPerWeek', t.wish_days_per_week, 'pay', case when t.wish_pay is not null then
					json_build_object('least', t.wish_pay, 'unit', t.wish_pay_unit) end) as wishes,
			array(select organization_id from blocked_organizations b where b.talent_id = t.id) as blocks, skills.skills
		from talents t join accounts a on a.id = t.account_id
		join (
			select talent_id, json_agg(json_build_object('skill', skill_id, 'level', level, 'evidence', evidence)) as skills
			from talent_skills group by talent_id
		) skills on skills.talent_id = t.id
		order by t.id`;
}

export function actorOf(accountId: string): Actor {
	return {
		...{ accountId, email: '', emailVerified: true, isOperator: false, purpose: 'work', sessionHash: '' }
	};
}
