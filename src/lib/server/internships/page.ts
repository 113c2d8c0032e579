// What the page of one internship shows to the person and to each side, and the lists of internships.
import { and, asc, eq, inArray, ne } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { accessEndedStates, isEnded } from '#lib/applications/types.ts';
import type { InternshipLine } from '#lib/internships/view.ts';
import { certificates } from '#lib/server/certificates/table.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { tutorsOf, type Tutor } from '#lib/server/bases/team-data.ts';
import type { Database } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';
import { datesOf, ownCase, schoolsOf, sideCase, type Case } from '#lib/server/internships/case.ts';
import { needsAgreement } from '#lib/server/internships/start.ts';
import { internshipComments, internshipWeeks } from '#lib/server/internships/table.ts';
import { evaluationsOf, practisedSkills } from '#lib/server/internships/evaluations-data.ts';
import { membersOf } from '#lib/server/organizations/data.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { talentOf } from '#lib/server/talents/data.ts';

export async function internshipAsStudent(app: App, actor: Actor | undefined, id: string) {
	const found = await ownCase(app, actor, id);
	const schools = (await schoolsOf(app.db, found)).map(({ slug, nameZh, nameEn }) => ({
		slug,
		nameZh,
		nameEn
	}));
	const { statement, school } = found;
	return {
		...(await pageFor(app.db, found)),
		schools,
		statement: statement && { ...statement, school: school?.slug ?? '' },
		mayState: !found.agreement && !isEnded(found.state)
	};
}

export async function internshipAsSide(app: App, actor: Actor | undefined, slug: string, id: string) {
	const { found, side, organizationId } = await sideCase(app, actor, slug, id);
	const tutors = await tutorsOf(app.db, found.listingId);
	const tutor = tutors.some(
		(one) => one.organizationId === organizationId && one.accountId === actor!.accountId
	);
	const { statement, team } = found;
	/** Whether the application is theirs to answer, and so the completion theirs to say. */
	const answers = team.some(({ id, owns }) => owns && id === organizationId);
	const own = tutors.filter((one) => one.organizationId === organizationId);
	const naming = found.kind === 'role' ? await namingOf(app.db, organizationId, own) : undefined;
	return {
		...(await pageFor(app.db, found)),
		side,
		tutor,
		naming,
		answers,
		displayName: found.displayName,
		statement
	};
}

/** The organization's tutors at a role, and which of its members it can name besides. */
async function namingOf(db: Database, organizationId: string, own: Tutor[]) {
	const members = await membersOf(db, organizationId);
	return {
		named: own.map(({ id, name }) => ({ id, name })),
		choices: members
			.filter(({ accountId }) => !own.some((tutor) => tutor.accountId === accountId))
			.map(({ accountId, email }) => ({ accountId, email }))
	};
}

async function pageFor(db: Database, found: Case) {
	const { id, kind, state, listingId, titleZh, titleEn, school, host, agreement, statement } = found;
	const [dates, weeks, evaluations, practised, tutors, needed, [certificate]] = await Promise.all([
		datesOf(db, found),
		weeksOf(db, id),
		evaluationsOf(db, id),
		practisedSkills(db, found),
		tutorsOf(db, listingId),
		needsAgreement(db, id),
		db
			.select({ state: certificates.state })
			.from(certificates)
			.where(and(eq(certificates.applicationId, id), ne(certificates.state, 'withdrawn')))
	]);
	const of = (organizationId: string | undefined) =>
		tutors.filter((tutor) => tutor.organizationId === organizationId).map(({ name }) => name);
	const named = (one: Case['school']) =>
		one && { nameZh: one.nameZh, nameEn: one.nameEn, tutors: of(one.id) };
	return {
		...{ id, kind, state, listingId, titleZh, titleEn, ...dates, weeks, evaluations, practised, needed },
		school: named(school),
		host: named(host),
		agreement: agreement?.state,
		certificate: certificate?.state,
		endedWithJob: statement?.endedWithJob ?? false
	};
}

/** The weeks of the log with their comments, the latest first. */
async function weeksOf(db: Database, applicationId: string) {
	const { id, monday, text, days, confirmedDays, version } = internshipWeeks;
	const weeks = await db
		.select({ id, monday, text, days, confirmedDays, version })
		.from(internshipWeeks)
		.where(eq(internshipWeeks.applicationId, applicationId))
		.orderBy(asc(monday));
	const ids = ['', ...weeks.map((week) => week.id)];
	const { weekId, side, name, at } = internshipComments;
	const comments = await db
		.select({ id: internshipComments.id, weekId, side, name, text: internshipComments.text, at })
		.from(internshipComments)
		.where(inArray(weekId, ids))
		.orderBy(asc(at), asc(internshipComments.id));
	return weeks
		.map((week) => ({ ...week, comments: comments.filter((comment) => comment.weekId === week.id) }))
		.reverse();
}

const columns = `a.id, a.kind, a.state, l.title_zh as "titleZh", l.title_en as "titleEn", p.starts_on::text as "from",
	p.ends_on::text as "to", t.display_name as "displayName", i.application_id is not null as stated, g.state as agreement`;
const tables = `applications a
	join listings l on l.id = a.listing_id
	left join roles r on r.listing_id = l.id
	join talents t on t.id = a.talent_id
	left join base_periods p on p.id = a.period_id
	left join internships i on i.application_id = a.id
	left join agreements g on g.application_id = a.id and g.state <> 'cancelled'`;

/** The actor's own, the latest first. */
export async function myInternships(app: App, actor: Actor | undefined): Promise<InternshipLine[]> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	const sql = reader(app.db);
	return sql<InternshipLine[]>`
		select ${sql.unsafe(columns)}, false as "asSchool" from ${sql.unsafe(tables)}
		where a.talent_id = ${talent?.id ?? ''} and (a.kind = 'base' or r.employment_type = 'internship'
			and (i.application_id is not null or a.state in ('offer', 'accepted'))) order by a.created_at desc, a.id`;
}

/**
 * Those in which the organization is the school or the host, what waits first; undefined while it is not verified and
 * may see nobody.
 */
export async function organizationInternships(app: App, actor: Actor | undefined, slug: string) {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) return undefined;
	const { id } = organization;
	const sql = reader(app.db);
	return sql<InternshipLine[]>`
		select ${sql.unsafe(columns)}, coalesce(i.school_id = ${id}, false) as "asSchool" from ${sql.unsafe(tables)}
		where a.held_until is null and a.state <> all(${[...accessEndedStates, 'rejected']})
			and (a.kind = 'base' or a.kind = 'role' and i.application_id is not null)
			and (i.school_id = ${id} or g.host_id = ${id}
				or (l.organization_id = ${id} and g.host_id is null and i.school_id is distinct from ${id}))
			and not exists (select from blocked_organizations b
				where b.organization_id = ${id} and b.talent_id = a.talent_id)
		order by a.state in ('completed', 'endedEarly'), g.state is distinct from 'signing', a.moved_at desc, a.id
		limit 500`;
}
