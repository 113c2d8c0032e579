// People, organizations and listings for tests of talents, applications and matches. Not for the product.
import * as v from 'valibot';
import type { Actor } from '#lib/accounts/types.ts';
import { profileSchema } from '#lib/talents/schema.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { bases, basePeriods } from '#lib/server/bases/table.ts';
import { courseRuns, courses } from '#lib/server/courses/table.ts';
import type { Database } from '#lib/server/db/client.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { roles } from '#lib/server/roles/table.ts';
import { saveProfile } from '#lib/server/talents/service.ts';

/** The day on which the tests take place. */
export const testNow = new Date('2026-11-23T04:00:00Z');
export const testApp = (db: Database) => ({ db, now: () => testNow }) as App;

let count = 0;

export async function account(db: Database, name = `person${++count}`): Promise<Actor> {
	const email = `${name}@sample.example`;
	const [row] = await db
		.insert(accounts)
		.values({ email, passwordHash: '-', purpose: 'work', locale: 'zh-CN' })
		.returning();
	return {
		accountId: row!.id,
		email,
		emailVerified: true,
		isOperator: false,
		purpose: 'work',
		sessionHash: ''
	};
}

/** An organization with one editor. */
export async function employer(
	db: Database,
	slug: string,
	verification: 'verified' | 'pending' = 'verified'
) {
	const verified = verification === 'verified' ? { verifiedAt: testNow, verificationDue: '2027-05-01' } : {};
	const [organization] = await db
		.insert(organizations)
		.values({
			slug,
			kind: 'company',
			nameZh: `示例·${slug}`,
			nameEn: `Sample ${slug}`,
			verification,
			...verified
		})
		.returning();
	const actor = await account(db, slug);
	await db
		.insert(memberships)
		.values({ organizationId: organization!.id, accountId: actor.accountId, role: 'owner' });
	return { id: organization!.id, slug, actor };
}

/** A profile as its form sends it; skills as 'id level'. */
export function profile(more: Record<string, unknown> & { has?: string[] } = {}) {
	const { has = [], ...rest } = more;
	const skills = has.map((line) => ({ name: line.split(' ')[0]!, level: line.split(' ')[1] ?? '2' }));
	return v.parse(profileSchema, {
		displayName: '陈同学',
		degree: 'master',
		visibility: 'verified',
		acceptsInvitations: 'on',
		skills,
		...rest
	});
}

/** A person with a profile. */
export async function talent(app: App, more: Parameters<typeof profile>[0] = {}) {
	const actor = await account(app.db);
	return { actor, id: await saveProfile(app, actor, profile(more)) };
}

type Line = Omit<typeof listingSkills.$inferInsert, 'listingId'>;

/** 'eeg 3' as a need or gift. */
export const line = (relation: Line['relation'], text: string): Line => {
	const [skillId = '', level] = text.split(' ');
	return { skillId, relation, level: level ? Number(level) : null };
};

async function listing(
	db: Database,
	organizationId: string,
	kind: 'role' | 'course' | 'base',
	skills: Line[],
	state: 'open' | 'closed' | 'draft'
) {
	const open = { publishedAt: new Date('2026-11-01T00:00:00Z'), validUntil: '2026-12-31', textZh: '正文' };
	const [row] = await db
		.insert(listings)
		.values({ kind, organizationId, titleZh: `示例·${kind}`, state, ...open })
		.returning();
	if (skills.length)
		await db.insert(listingSkills).values(skills.map((skill) => ({ ...skill, listingId: row!.id })));
	return row!.id;
}

export async function role(
	db: Database,
	organizationId: string,
	skills: Line[] = [],
	more: Partial<typeof roles.$inferInsert> & { state?: 'open' | 'closed' | 'draft' } = {}
): Promise<string> {
	const { state = 'open', ...rest } = more;
	const id = await listing(db, organizationId, 'role', skills, state);
	await db.insert(roles).values({ listingId: id, employmentType: 'internship', ...rest });
	return id;
}

/** A course with one run. */
export async function course(db: Database, organizationId: string, skills: Line[] = [], seats = 10) {
	const id = await listing(db, organizationId, 'course', skills, 'open');
	await db.insert(courses).values({ listingId: id, type: 'course', studyLevel: 'master', mode: 'onsite' });
	const [run] = await db
		.insert(courseRuns)
		.values({ listingId: id, startsOn: '2027-03-01', endsOn: '2027-06-01', seats })
		.returning();
	return { id, runId: run!.id };
}

/** A base with one period. */
export async function base(db: Database, organizationId: string, skills: Line[] = [], places = 10) {
	const id = await listing(db, organizationId, 'base', skills, 'open');
	await db.insert(bases).values({ listingId: id });
	const [period] = await db
		.insert(basePeriods)
		.values({ listingId: id, startsOn: '2027-01-10', endsOn: '2027-02-20', places })
		.returning();
	return { id, periodId: period!.id };
}

/** How an attempt ended: 'accepted', or the reason of the refusal with the fields it names. */
export async function outcome(attempt: Promise<unknown>): Promise<string> {
	try {
		await attempt;
		return 'accepted';
	} catch (error) {
		if (!(error instanceof Error) || !('reason' in error)) throw error;
		const fields = 'fields' in error && error.fields ? Object.keys(error.fields) : [];
		return [String(error.reason), ...fields].join(' ').trim();
	}
}
