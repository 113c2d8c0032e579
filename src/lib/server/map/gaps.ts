// Supply and demand as an organization that teaches sees it: what is asked for and not taught, what it has for that
// already, and which roles want what it gives. Turning a gap into a draft is here too.
import * as v from 'valibot';
import type { Actor } from '#lib/accounts/types.ts';
import { baseSchema } from '#lib/bases/schema.ts';
import { courseSchema } from '#lib/courses/schema.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { ListingKind, ListingState } from '#lib/listings/types.ts';
import { figuresBySkill, inOrder, unmet, type Figures } from '#lib/map/figures.ts';
import type { MapName } from '#lib/map/page.ts';
import type { DraftInput } from '#lib/map/schema.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { saveListing } from '#lib/server/listings/service.ts';
import { countedNow } from '#lib/server/map/data.ts';
import { nameOf, skillsIn } from '#lib/server/map/page.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';

/** A course or base of the organization that gives a skill. */
export type Giving = { id: string; kind: ListingKind; state: ListingState };
export type Gap = MapName & Figures & { own: Giving[] };
/** An open course or base, the skills it gives, and how many open roles want one of them. */
export type Leads = {
	id: string;
	kind: ListingKind;
	titleZh: string | null;
	titleEn: string | null;
	skills: string[];
	roles: number;
};

/** So many gaps are shown. */
const mostGaps = 40;

export async function gapsPage(
	app: App,
	actor: Actor | undefined,
	slug: string
): Promise<{ gaps: Gap[]; leads: Leads[] }> {
	const { db } = app;
	const { organization } = await requireMember(db, actor, slug);
	const today = dayInNanjing(app.now());
	const [directory, rows, own, leads] = await Promise.all([
		skillDirectory(db),
		countedNow(db, today),
		givingOf(db, organization.id),
		leadsOf(db, organization.id, today)
	]);
	const figures = figuresBySkill(rows, { district: undefined, level: undefined });
	const lines = skillsIn(directory, undefined).flatMap((entry) => {
		const found = figures.get(entry.id);
		if (!found || (unmet(found) === 0 && (found.signals === 0 || found.courses > 0))) return [];
		return [{ ...nameOf(entry), ...found, own: own.get(entry.id) ?? [] }];
	});
	return { gaps: inOrder(lines, 'unmet').slice(0, mostGaps), leads };
}

/** Starts a draft of a course that teaches the skill, or of a base that practises it. Returns its id. */
export async function draftForSkill(
	app: App,
	actor: Actor | undefined,
	slug: string,
	{ skill, kind }: DraftInput
): Promise<string> {
	const { organization } = await requireMember(app.db, actor, slug);
	const entry = (await skillDirectory(app.db)).get(skill);
	if (!entry) throw new Refusal('notFound');
	const district = organization.district ?? '';
	if (kind === 'base') {
		const titles = { titleZh: `${entry.zh}实训基地`, titleEn: `${entry.en}: training base` };
		const skills = [{ name: skill, relation: 'practised', level: '' }];
		const input = v.parse(baseSchema, { ...titles, district, skills });
		return saveListing(app, actor, slug, undefined, { kind, ...input });
	}
	const usual = { type: 'course', studyLevel: 'bachelor', mode: 'onsite' };
	const skills = [{ name: skill, relation: 'taught', level: '' }];
	const input = v.parse(courseSchema, { titleZh: entry.zh, titleEn: entry.en, district, skills, ...usual });
	return saveListing(app, actor, slug, undefined, { kind, ...input });
}

/** Drafts and open listings of the organization that give something, by skill. */
async function givingOf(db: Database, organizationId: string): Promise<Map<string, Giving[]>> {
	const rows = await reader(db)<Array<Giving & { skill: string }>>`
		select distinct s.skill_id as skill, l.id, l.kind, l.state
		from listings l
		join listing_skills s on s.listing_id = l.id and s.relation in ('taught', 'practised')
		where l.organization_id = ${organizationId} and l.kind <> 'role' and l.state in ('draft', 'open')
		order by l.id`;
	const found = new Map<string, Giving[]>();
	for (const { skill, ...giving } of rows) found.set(skill, [...(found.get(skill) ?? []), giving]);
	return found;
}

/** What the open courses and bases of the organization lead to, the most wanted first. */
async function leadsOf(db: Database, organizationId: string, today: string): Promise<Leads[]> {
	return reader(db)<Leads[]>`
		with recursive given as (
			select l.id as listing, s.skill_id as skill
			from listings l
			join listing_skills s on s.listing_id = l.id and s.relation in ('taught', 'practised')
			where l.organization_id = ${organizationId} and l.kind <> 'role' and l.state = 'open'
		), within (skill, below) as (
			select distinct skill, skill from given
			union
			select within.skill, p.skill_id from within join skill_parents p on p.parent_id = within.below
		), wanted as (
			select distinct given.listing, l.id as role
			from given
			join within on within.skill = given.skill
			join listing_skills n on n.skill_id = within.below and n.relation in ('required', 'preferred')
			join listings l on l.id = n.listing_id and l.kind = 'role' and l.state = 'open' and l.valid_until >= ${today}::date
			join organizations o on o.id = l.organization_id and o.verification = 'verified'
		)
		select l.id, l.kind, l.title_zh as "titleZh", l.title_en as "titleEn",
			(select array_agg(skill order by skill) from given where listing = l.id) as skills,
			(select count(*)::int from wanted where listing = l.id) as roles
		from listings l where l.id in (select listing from given)
		order by roles desc, l.id`;
}
