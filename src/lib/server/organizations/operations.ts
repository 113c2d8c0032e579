// What operators see of organizations. Anybody else is answered as if the page did not exist.
import { and, asc, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import type { App } from '#lib/server/app.ts';
import { organizations, verificationPapers, verificationProposals } from '#lib/server/organizations/table.ts';

/**
 * Organizations that wait for a decision, with what they handed in and what an operator proposed: those whose domain has
 * spoken for them first, then the oldest.
 */
export async function waitingForVerification(app: App, actor: Actor | undefined) {
	requireOperator(actor);
	return app.db
		.select({
			slug: organizations.slug,
			version: organizations.version,
			kind: organizations.kind,
			nameZh: organizations.nameZh,
			nameEn: organizations.nameEn,
			creditCode: organizations.creditCode,
			district: organizations.district,
			website: organizations.website,
			domainProvenAt: organizations.domainProvenAt,
			personName: verificationPapers.personName,
			personTitle: verificationPapers.personTitle,
			hasLicence: isNotNull(verificationPapers.licenceFileId).mapWith(Boolean),
			proposed: verificationProposals.decision,
			proposedReason: verificationProposals.reason,
			proposedAt: verificationProposals.createdAt
		})
		.from(organizations)
		.leftJoin(verificationPapers, eq(verificationPapers.organizationId, organizations.id))
		.leftJoin(
			verificationProposals,
			and(
				eq(verificationProposals.organizationId, organizations.id),
				eq(verificationProposals.version, organizations.version)
			)
		)
		.where(inArray(organizations.verification, ['pending', 'unverified']))
		.orderBy(asc(isNull(organizations.domainProvenAt)), asc(organizations.createdAt), asc(organizations.id));
}
