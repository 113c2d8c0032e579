// The demo's certificates: of the finished internships, and of a course that several have completed.
import { eq } from 'drizzle-orm';
import type { CertificateKind, CertificateState } from '#lib/certificates/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { applicationEvents, applications } from '#lib/server/applications/table.ts';
import { taughtBy, type Gain } from '#lib/server/certificates/offer.ts';
import { certificates, certificateSkills } from '#lib/server/certificates/table.ts';
import { bringIn } from '#lib/server/certificates/verified.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import { demoCourse } from '#lib/server/demo/cases.ts';
import type { Demo } from '#lib/server/demo/written.ts';
import type { WrittenListing } from '#lib/server/demo/listings.ts';
import { skillsMax } from '#lib/talents/schema.ts';

type Issued = {
	applicationId: string;
	kind: CertificateKind;
	talentId: string;
	organizationId: string;
	listing: WrittenListing;
	startsOn: string;
	endsOn: string;
	at: Date;
	skills: Gain[];
	state: CertificateState;
};

export async function writeCertificate(
	{ tx }: { tx: Transaction; calendar: Calendar },
	{ listing, at, skills, state, ...row }: Issued
): Promise<void> {
	const { titleZh, titleEn } = listing;
	const answeredAt = state === 'offered' ? null : at;
	const issued = { ...row, titleZh, titleEn, state, issuedOn: dayInNanjing(at), answeredAt, createdAt: at };
	const [written] = await tx.insert(certificates).values(issued).returning({ id: certificates.id });
	const { id } = written!;
	await tx.insert(certificateSkills).values(skills.map((skill) => ({ certificateId: id, ...skill })));
	if (state === 'agreed') await bringIn(tx, row.talentId, { id, note: titleZh ?? '' }, skillsMax);
}

/** A run that is over, with who has completed it; the one can sign in as is the first of them. */
export async function writeCompletedCourse(demo: Demo): Promise<void> {
	const { tx, calendar, listings, organizations, free, student } = demo;
	const listing = listings.find(({ kind, key }) => kind === 'course' && key === demoCourse.key)!;
	const { id: listingId, organization } = listing;
	const organizationId = organizations.find(({ slug }) => slug === organization)!.id;
	const runId = listing.runs[0]!.id;
	const [run] = await tx.select().from(courseRuns).where(eq(courseRuns.id, runId));
	const skills = await taughtBy(tx, listingId);
	for (const [i, state] of demoCourse.certificates.entries()) {
		const talentId = i === 0 ? student.id : free.shift()!.id;
		const asked = { listingId, kind: 'course', talentId, runId } as const;
		const at = calendar.ago(80 + i);
		const dates = { movedAt: at, createdAt: at, updatedAt: at };
		const [row] = await tx
			.insert(applications)
			.values({ ...asked, letter: '', ...dates })
			.returning({ id: applications.id });
		const applicationId = row!.id;
		for (const [fromState, toState, daysAgo] of [
			['sent', 'admitted', 78],
			['admitted', 'enrolled', 75],
			['enrolled', 'completed', 9]
		] as const)
			await tx.insert(applicationEvents).values({
				...{ applicationId, kind: 'course', fromState, toState, mover: 'organization' },
				at: calendar.ago(daysAgo)
			});
		await writeCertificate(demo, {
			...{ applicationId, kind: 'course', talentId, organizationId, listing, skills, state },
			...{ startsOn: run!.startsOn, endsOn: run!.endsOn, at: calendar.ago(9) }
		});
	}
}
