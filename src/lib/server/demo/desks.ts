// What waits on the desks of the demo's operators: proofs of studies to be looked up, a report to be decided, and an
// account that one of them has closed. All invented; the codes are no codes of the national service.
import { eq } from 'drizzle-orm';
import { caseDays } from '#lib/moderation/cases.ts';
import { proofDegrees, type ProofDegree } from '#lib/proofs/types.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import type { WrittenListing } from '#lib/server/demo/listings.ts';
import type { WrittenTalent } from '#lib/server/demo/people.ts';
import { listings as table } from '#lib/server/listings/table.ts';
import { caseEvents, cases, reports, suspensions } from '#lib/server/moderation/table.ts';
import { studyProofs } from '#lib/server/proofs/table.ts';
import { talents } from '#lib/server/talents/table.ts';

type Desks = {
	tx: Transaction;
	calendar: Calendar;
	listings: WrittenListing[];
	/** People who have applied nowhere. */
	free: WrittenTalent[];
	student: WrittenTalent;
};

export async function writeDesks({ tx, calendar, listings, free, student }: Desks): Promise<void> {
	const people = free.filter(({ degree }) => degreeOf(degree));
	const [first, second, closed] = people.slice(-3);
	if (!first || !second || !closed) throw new Error('demo data: too few people for the operators');
	await tx.insert(studyProofs).values([
		{
			...{ ...studiesOf(student), kind: 'enrolment', state: 'verified' },
			...{ expiresOn: calendar.day(210), decidedAt: calendar.ago(12), createdAt: calendar.ago(14) }
		},
		{
			...{ ...studiesOf(first), kind: 'enrolment', state: 'waiting', name: '葛晓安' },
			...{ code: 'SAMPLE000001', createdAt: calendar.ago(2) }
		},
		{
			...{ ...studiesOf(second), kind: 'degree', state: 'waiting', name: '沈语桐' },
			...{ code: 'SAMPLE000002', createdAt: calendar.ago(1) }
		}
	]);
	await close(tx, closed, calendar);
	await report(tx, student, listings, calendar);
}

/** Slug of the organization whose first open role is reported. */
const reported = 'qixia-micro';

const degreeOf = (degree: string | null) => proofDegrees.find((one) => one === degree);

/** Where the person learnt last, as the profile says. */
function studiesOf({ id: talentId, degree, entries }: WrittenTalent) {
	const school = entries.find(({ kind }) => kind === 'education')?.place ?? '示例大学';
	return { talentId, school, degree: degreeOf(degree) as ProofDegree };
}

async function close(tx: Transaction, who: WrittenTalent, calendar: Calendar): Promise<void> {
	const accountId = await accountOf(tx, who);
	const suspendedAt = calendar.ago(3);
	await tx.update(accounts).set({ suspendedAt }).where(eq(accounts.id, accountId));
	const reason = '冒用他人的学校和经历，提醒后没有更正。（示例）';
	await tx.insert(suspensions).values({ accountId, reason, suspendedAt });
}

async function report(
	tx: Transaction,
	reporter: WrittenTalent,
	listings: WrittenListing[],
	calendar: Calendar
): Promise<void> {
	const listing = listings.find(
		({ kind, state, organization }) => kind === 'role' && state === 'open' && organization === reported
	);
	if (!listing) throw new Error(`demo data: ${reported} has no open role to report`);
	const at = calendar.ago(1);
	const [about] = await tx
		.select({ listingId: table.id, organizationId: table.organizationId })
		.from(table)
		.where(eq(table.id, listing.id));
	const row = {
		kind: 'listing',
		...about!,
		dueOn: calendar.day(caseDays.decide - 1),
		createdAt: at
	} as const;
	const [made] = await tx.insert(cases).values(row).returning({ id: cases.id });
	const caseId = made!.id;
	const accountId = await accountOf(tx, reporter);
	const words = '页面写着可以转正，面试时说今年没有名额。（示例）';
	await tx.insert(reports).values({ caseId, accountId, reason: 'untrue', words, createdAt: at });
	await tx.insert(caseEvents).values({ caseId, step: 'reported', at });
}

async function accountOf(tx: Transaction, { id }: WrittenTalent): Promise<string> {
	const [owner] = await tx.select({ accountId: talents.accountId }).from(talents).where(eq(talents.id, id));
	return owner!.accountId;
}
