// Fills an empty marketplace with the demo: invented organizations, listings and people, all marked as samples.
// The same data on the same day give the same marketplace, except for row ids. It never touches a marketplace
// that already holds an organization.
import { sql } from 'drizzle-orm';
import type { App } from '#lib/server/app.ts';
import { applications } from '#lib/server/applications/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { countAnswers } from '#lib/server/answers/figures.ts';
import { writeApplications } from '#lib/server/demo/applications.ts';
import { calendarOf } from '#lib/server/demo/calendar.ts';
import { writeCompletedCourse } from '#lib/server/demo/certificates.ts';
import { writeDesks } from '#lib/server/demo/desks.ts';
import { readDemoFiles, type DemoFiles } from '#lib/server/demo/files.ts';
import { writeHistory } from '#lib/server/demo/history.ts';
import { writeInternships } from '#lib/server/demo/internships.ts';
import { writeMessages } from '#lib/server/demo/messages.ts';
import { writeInvitations } from '#lib/server/demo/invitations.ts';
import { writeListings, writeOrganizations } from '#lib/server/demo/listings.ts';
import { writeSignIns, writeTalents } from '#lib/server/demo/people.ts';
import { writeSignals } from '#lib/server/demo/signals.ts';
import { seeded } from '#lib/server/demo/random.ts';
import { demoStudent } from '#lib/server/demo/student.ts';
import { inventTalents } from '#lib/server/demo/talents.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { markListings } from '#lib/server/search/outbox.ts';
import { loadSkills } from '#lib/server/skills/load.ts';

export { demoSignIns } from '#lib/server/demo/people.ts';

const seed = 20_261_123;
/** Key of the advisory lock that lets one process load while others wait. */
const demoLock = 7_031_003;

/** Loads the demo when no organization exists, in one transaction; says whether it did. */
export async function loadDemo(app: Pick<App, 'db' | 'now'>): Promise<boolean> {
	if ((await app.db.$count(organizations)) > 0) return false;
	const files = await readDemoFiles();
	await loadSkills(app.db);
	const written = await app.db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${demoLock})`);
		if ((await tx.$count(organizations)) > 0) return false;
		await write(tx, files, app.now());
		return true;
	});
	if (written) await countAnswers(app);
	return written;
}

async function write(tx: Transaction, files: DemoFiles, now: Date): Promise<void> {
	const calendar = calendarOf(now);
	const organizationIds = await writeOrganizations(tx, files.organizations, calendar);
	const listings = await writeListings(tx, files, organizationIds, calendar);
	const talents = await writeTalents(tx, inventTalents(seeded(seed), calendar), calendar);
	const withId = files.organizations.map((one) => ({ ...one, id: organizationIds.get(one.slug)! }));
	const student = await writeSignIns(tx, demoStudent(calendar), withId, calendar);
	const withOwner = await tx.select({ id: memberships.organizationId }).from(memberships);
	const owned = files.organizations
		.filter(({ slug }) => withOwner.some(({ id }) => id === organizationIds.get(slug)))
		.map(({ slug }) => slug);
	await writeApplications(tx, listings, talents, student, owned, calendar);
	await writeMessages(tx, student, calendar);
	await writeInvitations(tx, listings, talents, student, owned, calendar);
	const busy = new Set(
		(await tx.select({ id: applications.talentId }).from(applications)).map(({ id }) => id)
	);
	const free = talents.filter(({ id }) => !busy.has(id));
	const demo = { tx, calendar, organizations: withId, listings, free, student };
	await writeInternships(demo);
	await writeCompletedCourse(demo);
	await writeDesks(demo);
	await markListings(
		tx,
		listings.filter(({ state }) => state === 'open').map(({ id }) => id)
	);
	await writeSignals(tx, organizationIds, calendar);
	await writeHistory(tx, seeded(seed), calendar);
}
