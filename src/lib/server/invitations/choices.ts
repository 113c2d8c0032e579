// From a talent's page: what the viewer's organizations could invite this person to, the best fit first. Read by the
// same rights as their lists, so that whoever is not in those cannot be invited from here either.
import type { Actor } from '#lib/accounts/types.ts';
import { endedStates } from '#lib/applications/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { invitationsPerDay, repeatableStates, type InviteObstacle } from '#lib/invitations/types.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { compareRanked, scoreRole, type Ranked } from '#lib/matching/score.ts';
import type { ShownMatch } from '#lib/matching/shown.ts';
import type { App } from '#lib/server/app.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { sentSince } from '#lib/server/invitations/data.ts';
import { dayStart } from '#lib/server/invitations/day.ts';
import { matchBasis } from '#lib/server/matching/basis.ts';
import { shownMatch } from '#lib/server/matching/explained.ts';
import { rolesByIds, talentsByIds, type CandidateRow } from '#lib/server/matching/data.ts';
import { preparePerson } from '#lib/server/matching/person.ts';
import { pairOf } from '#lib/server/matching/ranking.ts';
import { membershipIn, organizationsOf } from '#lib/server/organizations/data.ts';
import { canPublish } from '#lib/server/organizations/membership.ts';
import { talentById } from '#lib/server/talents/data.ts';

/** The newest listings of an organization that are weighed for one person. */
const weighedMax = 200;

export type InviteChoice = {
	id: string;
	kind: ListingKind;
	titleZh: string | null;
	titleEn: string | null;
	/** Coverage in whole percent and what does not fit; undefined where there is not enough data, and of courses and bases. */
	fit: Pick<ShownMatch, 'headline' | 'misfits' | 'degree'> | undefined;
	obstacle: Extract<InviteObstacle, 'applied' | 'invited' | 'declined'> | undefined;
};
export type InviteChoices = {
	organization: { slug: string; nameZh: string | null; nameEn: string | null };
	accepts: boolean;
	/** How many may still be sent today. */
	left: number;
	choices: InviteChoice[];
};

/** For each verified organization of the viewer's that may see the talent; none for anybody else. */
export async function inviteChoices(
	app: App,
	actor: Actor | undefined,
	talentId: string
): Promise<InviteChoices[]> {
	if (!actor) return [];
	const own = (await organizationsOf(app.db, actor.accountId)).filter(canPublish);
	if (own.length === 0) return [];
	const talent = await talentById(app.db, talentId);
	if (!talent || talent.accountId === actor.accountId) return [];
	const found = await Promise.all(own.map(({ slug }) => choicesOf(app, actor, slug, talent)));
	return found.flatMap((one) => one ?? []);
}

async function choicesOf(
	app: App,
	{ accountId }: Actor,
	slug: string,
	{ id, acceptsInvitations }: { id: string; acceptsInvitations: boolean }
): Promise<InviteChoices | undefined> {
	const { organization } = (await membershipIn(app.db, accountId, slug)) ?? {};
	if (!organization) return undefined;
	const [row] = await talentsByIds(app.db, [id], { accountId, organizationId: organization.id });
	if (!row) return undefined;
	const { nameZh, nameEn } = organization;
	const of = { organization: { slug, nameZh, nameEn }, accepts: acceptsInvitations };
	if (!acceptsInvitations) return { ...of, left: 0, choices: [] };
	const sent = await sentSince(app.db, organization.id, dayStart(app.now()));
	const open = await openListings(app.db, organization.id, id, app.now());
	return { ...of, left: Math.max(0, invitationsPerDay - sent), choices: await byFit(app, row, open) };
}

type OpenListing = Omit<InviteChoice, 'fit'>;

/** Listings that take applications, the newest first, with what stands in the way of inviting this talent to each. */
async function openListings(
	db: Database,
	organizationId: string,
	talentId: string,
	now: Date
): Promise<OpenListing[]> {
	const today = dayInNanjing(now);
	return reader(db)<OpenListing[]>`
		select l.id, l.kind, l.title_zh as "titleZh", l.title_en as "titleEn", case
			when exists (select from applications a where a.listing_id = l.id and a.talent_id = ${talentId}
				and a.state <> all(${[...endedStates]})) then 'applied'
			else (
				select case i.state when 'declined' then 'declined' else 'invited' end from invitations i
				where i.listing_id = l.id and i.talent_id = ${talentId} and i.state <> all(${[...repeatableStates]})
					and not (i.state = 'sent' and i.expires_at <= ${now.toISOString()}::timestamptz)
				limit 1)
			end as obstacle
		from listings l left join courses c on c.listing_id = l.id
		where l.organization_id = ${organizationId} and l.state = 'open'
			and coalesce(l.valid_until, ${today}::date) >= ${today}::date
			and coalesce(c.admission_from, ${today}::date) <= ${today}::date
			and (coalesce(c.admission_to, ${today}::date) >= ${today}::date
				or exists (select from course_runs r where r.listing_id = l.id and r.ends_on >= ${today}::date))
		order by l.published_at desc, l.id
		limit ${weighedMax}`;
}

/** Roles by the company's rank, as in their lists of candidates; then courses and bases. */
async function byFit(app: App, talent: CandidateRow, open: OpenListing[]): Promise<InviteChoice[]> {
	const basis = await matchBasis(app);
	const person = preparePerson(basis, talent, talent.skills);
	const ids = open.filter(({ kind }) => kind === 'role').map(({ id }) => id);
	const fits = new Map<string, Ranked & { match: ShownMatch | undefined }>();
	for (const role of await rolesByIds(app.db, ids, dayInNanjing(app.now()))) {
		const score = scoreRole(person.prepared, role.needs);
		const scored = score.state === 'scored' ? score : undefined;
		const match = shownMatch(basis, person, role);
		fits.set(role.id, { ...pairOf(role.id, person, role, scored, 'company'), match });
	}
	const ranked = open.filter(({ id }) => fits.has(id));
	ranked.sort((a, b) => compareRanked(fits.get(a.id)!, fits.get(b.id)!));
	const others = open.filter(({ kind }) => kind !== 'role');
	return [...ranked, ...others].map(({ obstacle, ...one }) => {
		const match = fits.get(one.id)?.match;
		const fit = match && { headline: match.headline, misfits: match.misfits, degree: match.degree };
		return { ...one, obstacle: obstacle ?? undefined, fit };
	});
}
