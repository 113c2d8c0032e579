// An organization confirms what somebody has learnt: the offer of a certificate, in the transaction that completes the
// course or internship.
import { and, eq, sql } from 'drizzle-orm';
import type { CertificateKind } from '#lib/certificates/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import { basePeriods } from '#lib/server/bases/table.ts';
import { certificates, certificateSkills } from '#lib/server/certificates/table.ts';
import { courseRuns } from '#lib/server/courses/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';

type Completed = {
	id: string;
	listingId: string;
	talentId: string;
	runId: string | null;
	periodId: string | null;
};
export type Gain = { skillId: string; level: number };
/** First and last day; null where they are not known. */
export type Dates = { from: string | null; to: string | null };

/** What a course teaches, with levels; 1 where it names none. */
export async function taughtBy(tx: Transaction, listingId: string): Promise<Gain[]> {
	return tx
		.select({ skillId: listingSkills.skillId, level: sql<number>`coalesce(${listingSkills.level}, 1)` })
		.from(listingSkills)
		.where(and(eq(listingSkills.listingId, listingId), eq(listingSkills.relation, 'taught')));
}

/**
 * Offers the certificate of a completed application, once and where something was gained; says whether it did. `dates`
 * are of what has neither run nor period.
 */
export async function offerCertificate(
	app: App,
	tx: Transaction,
	kind: CertificateKind,
	{ id: applicationId, listingId, talentId, runId, periodId }: Completed,
	gains: Gain[],
	dates?: Dates
): Promise<boolean> {
	if (!gains.length) return false;
	const [about] = await tx
		.select({
			organizationId: listings.organizationId,
			titleZh: listings.titleZh,
			titleEn: listings.titleEn,
			startsOn: sql<string | null>`coalesce(${courseRuns.startsOn}, ${basePeriods.startsOn})::text`,
			endsOn: sql<string | null>`coalesce(${courseRuns.endsOn}, ${basePeriods.endsOn})::text`
		})
		.from(listings)
		.leftJoin(courseRuns, eq(courseRuns.id, runId ?? ''))
		.leftJoin(basePeriods, eq(basePeriods.id, periodId ?? ''))
		.where(eq(listings.id, listingId));
	const given = dates && { startsOn: dates.from, endsOn: dates.to };
	const [offered] = await tx
		.insert(certificates)
		.values({ applicationId, kind, talentId, ...about!, ...given, issuedOn: dayInNanjing(app.now()) })
		.onConflictDoNothing()
		.returning({ id: certificates.id });
	if (!offered) return false;
	await tx
		.insert(certificateSkills)
		.values(gains.map(({ skillId, level }) => ({ certificateId: offered.id, skillId, level })));
	return true;
}
