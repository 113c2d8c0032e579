import { and, count, eq, gt, inArray, isNotNull, isNull, lte, ne, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { expiringDays } from '#lib/listings/types.ts';
import { passwordFits } from '#lib/server/accounts/password.ts';
import { consentPurposes } from '#lib/accounts/types.ts';
import { accounts, consents } from '#lib/server/accounts/table.ts';
import { agreements } from '#lib/server/agreements/table.ts';
import { applications } from '#lib/server/applications/table.ts';
import { basePartners, basePeriods } from '#lib/server/bases/table.ts';
import { certificates } from '#lib/server/certificates/table.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { demoFields } from '#lib/server/demo/fields.ts';
import { readDemoFiles } from '#lib/server/demo/files.ts';
import { demoSignIns, loadDemo } from '#lib/server/demo/load.ts';
import { calendarOf } from '#lib/server/demo/calendar.ts';
import { seeded } from '#lib/server/demo/random.ts';
import { inventTalents } from '#lib/server/demo/talents.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { cases, suspensions } from '#lib/server/moderation/table.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { studyProofs } from '#lib/server/proofs/table.ts';
import { searchOutbox } from '#lib/server/search/table.ts';
import { readSkillFile } from '#lib/server/skills/file.ts';
import { skills, snapshotDays } from '#lib/server/skills/table.ts';
import { talents, talentSkills } from '#lib/server/talents/table.ts';

const { db } = await testDatabase();
const notInternship = sql`not exists (select from internships i where i.application_id = ${applications.id})`;
// Late in the evening UTC: in Nanjing it is already the 24th.
const now = new Date('2026-11-23T20:00:00Z');
const app = { db, now: () => now };
const today = '2026-11-24';
const files = await readDemoFiles();
expect(await loadDemo(app)).toBe(true);

const tables = [
	organizations,
	listings,
	listingSkills,
	talents,
	talentSkills,
	accounts,
	applications,
	searchOutbox,
	skills
];
const sizes = () => Promise.all(tables.map((table) => db.$count(table)));

describe('the demo data files', () => {
	it('name only skills that the tree has', async () => {
		const known = new Set((await readSkillFile()).map((skill) => skill.id));
		const named = [
			...[...files.roles, ...files.courses, ...files.bases].flatMap((listing) =>
				listing.skills.map((s) => s.skill)
			),
			...demoFields.flatMap((field) => [...field.core, ...field.also])
		];
		expect([...new Set(named)].filter((id) => !known.has(id))).toEqual([]);
	});

	it('give every listing a title and a text in both languages', () => {
		const all = [...files.roles, ...files.courses, ...files.bases];
		const bare = all.filter((file) => !file.titleZh || !file.titleEn || !file.textZh || !file.textEn);
		expect(bare.map((file) => file.key)).toEqual([]);
	});

	it('leave some demanded skills that no course teaches and no base practises', () => {
		const given = new Set(
			[...files.courses, ...files.bases]
				.flatMap((l) => l.skills)
				.filter((s) => s.relation !== 'required')
				.map((s) => s.skill)
		);
		expect(
			['flexible-electrodes', 'analog-front-end', 'nmpa-registration'].filter((id) => given.has(id))
		).toEqual([]);
	});
});

describe('the demo marketplace', () => {
	it('has organizations of every kind, roles, courses, bases and talents in the promised numbers', async () => {
		const kinds = await db.selectDistinct({ kind: organizations.kind }).from(organizations);
		expect(kinds).toHaveLength(5);
		expect(await db.$count(organizations)).toBeGreaterThanOrEqual(14);
		expect(await db.$count(listings, eq(listings.kind, 'role'))).toBeGreaterThanOrEqual(60);
		expect(await db.$count(listings, eq(listings.kind, 'course'))).toBe(42);
		expect(await db.$count(listings, eq(listings.kind, 'base'))).toBe(16);
		expect(await db.$count(talents)).toBe(201);
	});

	it('marks every organization, listing and talent as a sample', async () => {
		const real = await Promise.all(
			[organizations, listings, talents].map((t) => db.$count(t, eq(t.sample, false)))
		);
		expect(real).toEqual([0, 0, 0]);
	});

	it.each(['role', 'course', 'base'] as const)('has a draft, an open and a closed %s', async (kind) => {
		const states = await db
			.selectDistinct({ state: listings.state })
			.from(listings)
			.where(eq(listings.kind, kind));
		expect(states.map((row) => row.state)).toEqual(expect.arrayContaining(['draft', 'open', 'closed']));
	});

	it.each(['role', 'course', 'base'] as const)(
		'has an open %s in its last days, and none past its last day',
		async (kind) => {
			const open = and(eq(listings.kind, kind), eq(listings.state, 'open'));
			const soon = calendarOf(now).day(expiringDays);
			expect(await db.$count(listings, and(open, lte(listings.validUntil, soon)))).toBeGreaterThan(0);
			expect(await db.$count(listings, and(open, sql`${listings.validUntil} < ${today}`))).toBe(0);
		}
	);

	it('has open courses and bases whose every run or period is full', async () => {
		const fullRuns = db
			.select({ id: courseRuns.listingId })
			.from(courseRuns)
			.groupBy(courseRuns.listingId)
			.having(sql`bool_and(${courseRuns.seatsTaken} = ${courseRuns.seats})`);
		const fullPeriods = db
			.select({ id: basePeriods.listingId })
			.from(basePeriods)
			.groupBy(basePeriods.listingId)
			.having(sql`bool_and(${basePeriods.placesTaken} = ${basePeriods.places})`);
		const open = eq(listings.state, 'open');
		expect(await db.$count(listings, and(open, inArray(listings.id, fullRuns)))).toBeGreaterThanOrEqual(2);
		expect(await db.$count(listings, and(open, inArray(listings.id, fullPeriods)))).toBeGreaterThanOrEqual(1);
	});

	it('hangs courses under programmes and micro-degrees and teaches at all five study levels', async () => {
		expect(await db.$count(courses, sql`${courses.parentId} is not null`)).toBeGreaterThan(10);
		expect(await db.selectDistinct({ level: courses.studyLevel }).from(courses)).toHaveLength(5);
	});

	it('has bases run by several organizations, and one that waits for each demo owner to confirm', async () => {
		expect(await db.$count(basePartners, isNotNull(basePartners.confirmedAt))).toBeGreaterThanOrEqual(16);
		const waiting = await db
			.select({ organizationId: basePartners.organizationId })
			.from(basePartners)
			.innerJoin(memberships, eq(memberships.organizationId, basePartners.organizationId))
			.where(and(isNull(basePartners.confirmedAt), isNotNull(basePartners.askedAt)));
		expect(new Set(waiting.map((row) => row.organizationId)).size).toBe(2);
	});

	it('publishes nothing in the future and publishes only by verified organizations', async () => {
		expect(await db.$count(listings, gt(listings.publishedAt, now))).toBe(0);
		expect(await db.$count(listings, gt(listings.closedAt, now))).toBe(0);
		const unverified = db
			.select({ id: organizations.id })
			.from(organizations)
			.where(ne(organizations.verification, 'verified'));
		expect(
			await db.$count(
				listings,
				and(ne(listings.state, 'draft'), inArray(listings.organizationId, unverified))
			)
		).toBe(0);
	});

	it('marks exactly the open listings for the search index', async () => {
		const open = await db.select({ id: listings.id }).from(listings).where(eq(listings.state, 'open'));
		const marked = await db
			.select({ id: searchOutbox.documentId })
			.from(searchOutbox)
			.where(eq(searchOutbox.kind, 'listing'));
		expect(marked.map((row) => row.id).sort()).toEqual(open.map((row) => row.id).sort());
	});

	it('dates everything by the day in Nanjing', async () => {
		const course = files.courses.find((file) => file.key === 'bci-ethics')!;
		const [row] = await db
			.select({ validUntil: listings.validUntil })
			.from(listings)
			.where(eq(listings.titleEn, course.titleEn!));
		expect(row?.validUntil).toBe('2026-11-27');
	});
});

describe('the past of the demo', () => {
	it('goes back ten months, week by week, and is marked as a sample', async () => {
		const days = await db.select().from(snapshotDays).orderBy(snapshotDays.day);
		expect(days).toHaveLength(45);
		expect(days.at(-1)!.day).toBe(today);
		expect(days[0]!.day < '2026-02-01').toBe(true);
		expect(days.every(({ sample }) => sample)).toBe(true);
		const roles = days.map(({ openRoles }) => openRoles);
		expect(Math.min(...roles)).toBeGreaterThan(0);
		expect(roles[0]).toBeLessThan(roles.at(-1)!);
	});

	it('never has less of a group than of what lies under it', async () => {
		const smaller = await db.execute(sql`select 1 from skill_snapshots below
			join skill_parents p on p.skill_id = below.skill_id
			left join skill_snapshots above on above.skill_id = p.parent_id and above.day = below.day
				and above.district = below.district and above.study_level = below.study_level
			where above.skill_id is null or above.roles < below.roles or above.seats < below.seats
				or above.places < below.places or above.talents < below.talents limit 1`);
		expect([...smaller]).toEqual([]);
	});
});

describe('the people of the demo', () => {
	it('are seen by verified organizations (120), by everybody (40) or by nobody (40), the student apart', async () => {
		const rows = await db
			.select({ visibility: talents.visibility, number: count() })
			.from(talents)
			.innerJoin(accounts, eq(accounts.id, talents.accountId))
			.where(ne(accounts.email, demoSignIns()[0]!.email))
			.groupBy(talents.visibility);
		const mix = Object.fromEntries(rows.map((row) => [row.visibility, row.number]));
		expect(mix).toEqual({ verified: 120, public: 40, hidden: 40 });
	});

	it('hold three to ten skills each, and what organizations have confirmed besides', async () => {
		const own = sql`not exists (select from certificate_skills s join certificates c on c.id = s.certificate_id
			where c.talent_id = ${talentSkills.talentId} and s.skill_id = ${talentSkills.skillId})`;
		const number = sql<number>`(count(*) filter (where ${own}))::int`;
		const rows = await db.select({ number }).from(talentSkills).groupBy(talentSkills.talentId);
		expect(rows).toHaveLength(201);
		expect(rows.filter((row) => row.number < 3 || row.number > 10)).toEqual([]);
	});

	it('agreed to every text in force', async () => {
		const agreed = inArray(consents.purpose, [...consentPurposes]);
		expect(await db.$count(consents, agreed)).toBe(consentPurposes.length * (await db.$count(accounts)));
	});

	it('are the same people for the same day', () => {
		const invent = () => inventTalents(seeded(7), calendarOf(now));
		expect(invent()).toEqual(invent());
		expect(invent()).not.toEqual(inventTalents(seeded(8), calendarOf(now)));
	});

	it('let a visitor sign in with the four demo accounts and with no other', async () => {
		const shown = demoSignIns();
		expect(shown).toHaveLength(4);
		for (const { email, password } of shown) {
			const [account] = await db.select().from(accounts).where(eq(accounts.email, email));
			expect(await passwordFits(account?.passwordHash, password)).toBe(true);
			expect(account?.emailVerifiedAt).not.toBeNull();
		}
		const [other] = await db
			.select()
			.from(accounts)
			.where(eq(accounts.email, 'talent-001@sample.pons.example'));
		expect(other).toBeDefined();
		expect(await passwordFits(other?.passwordHash, shown[0]!.password)).toBe(false);
		expect(await passwordFits(other?.passwordHash, '')).toBe(false);
	});

	it('own a verified company and a verified university', async () => {
		const owned = await db
			.select({ kind: organizations.kind, verification: organizations.verification, role: memberships.role })
			.from(memberships)
			.innerJoin(organizations, eq(organizations.id, memberships.organizationId))
			.orderBy(organizations.kind);
		expect(owned).toEqual([
			{ kind: 'company', verification: 'verified', role: 'owner' },
			{ kind: 'university', verification: 'verified', role: 'owner' }
		]);
	});

	it('applied twenty times, to open listings, after these were published, with times in order', async () => {
		const others = sql`${applications.state} <> 'completed' and ${notInternship}`;
		expect(await db.$count(applications, others)).toBe(20);
		expect(
			(await db.selectDistinct({ state: applications.state }).from(applications)).length
		).toBeGreaterThan(8);
		const odd = await db
			.select({ id: applications.id })
			.from(applications)
			.innerJoin(listings, eq(listings.id, applications.listingId))
			.where(
				sql`(${listings.state} <> 'open' and ${applications.state} not in ('completed', 'hired')) or ${applications.createdAt} < ${listings.publishedAt}
					or ${applications.viewedAt} < ${applications.createdAt} or ${applications.answeredAt} < ${applications.viewedAt}
					or (${listings.kind} = 'course') <> (${applications.runId} is not null)
					or (${listings.kind} = 'base') <> (${applications.periodId} is not null)`
			);
		expect(odd).toEqual([]);
	});
});

describe('what came of applications in the demo', () => {
	it('is internships at every step, their agreements as far, and certificates that verify skills', async () => {
		const steps = await db
			.select({ state: agreements.state, of: applications.state })
			.from(agreements)
			.innerJoin(applications, eq(applications.id, agreements.applicationId));
		expect(steps.map(({ state, of }) => `${of} ${state}`).sort()).toEqual([
			...['admitted draft', 'admitted signing', 'admitted signing', 'completed completed'],
			...['completed completed', 'enrolled amending', 'enrolled signed', 'hired signed']
		]);
		expect(await db.$count(certificates, eq(certificates.kind, 'course'))).toBe(6);
		const verified = await db
			.select({ id: talentSkills.skillId })
			.from(talentSkills)
			.innerJoin(certificates, eq(certificates.talentId, talentSkills.talentId))
			.where(and(eq(certificates.kind, 'base'), eq(talentSkills.evidence, 'verified')));
		expect(verified.map(({ id }) => id)).toContain('motor-imagery');
	});
});

describe('the operators of the demo', () => {
	it('have proofs of studies to look up, one that counts, a report to decide and an account that is closed', async () => {
		const proofs = await db
			.select({ kind: studyProofs.kind, state: studyProofs.state, code: studyProofs.code })
			.from(studyProofs)
			.orderBy(studyProofs.createdAt);
		expect(proofs).toEqual([
			{ kind: 'enrolment', state: 'verified', code: null },
			{ kind: 'enrolment', state: 'waiting', code: expect.stringMatching(/^SAMPLE\d{6}$/) },
			{ kind: 'degree', state: 'waiting', code: expect.stringMatching(/^SAMPLE\d{6}$/) }
		]);
		const waiting = await db.select({ state: cases.state, dueOn: cases.dueOn }).from(cases);
		expect(waiting).toEqual([{ state: 'open', dueOn: '2026-11-30' }]);
		const closed = await db
			.select({ reason: suspensions.reason })
			.from(suspensions)
			.innerJoin(accounts, eq(accounts.id, suspensions.accountId))
			.where(eq(suspensions.suspendedAt, accounts.suspendedAt));
		expect(closed).toEqual([{ reason: expect.stringContaining('示例') }]);
	});
});

describe('loading the demo again', () => {
	it('changes nothing', async () => {
		const before = await sizes();
		expect(await loadDemo(app)).toBe(false);
		expect(await sizes()).toEqual(before);
	});
});
