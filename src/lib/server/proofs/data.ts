// Reads of proofs of studies: those that count, for whoever sees the profile, and all of one's own.
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import { proofDegrees, type Proof } from '#lib/proofs/types.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { studyProofs } from '#lib/server/proofs/table.ts';

const shown = {
	kind: studyProofs.kind,
	degree: studyProofs.degree,
	school: studyProofs.school,
	expiresOn: studyProofs.expiresOn
};

/** By talent, what counts now, the higher degree first. Rights are the profile's: ask only for those who may be seen. */
export async function proofsOf(
	db: Database | Transaction,
	talentIds: readonly string[]
): Promise<Map<string, Proof[]>> {
	const found = new Map<string, Proof[]>();
	if (talentIds.length === 0) return found;
	const counting = and(inArray(studyProofs.talentId, [...talentIds]), eq(studyProofs.state, 'verified'));
	const rows = await db
		.select({ talentId: studyProofs.talentId, ...shown })
		.from(studyProofs)
		.where(counting)
		.orderBy(asc(studyProofs.kind));
	for (const { talentId, expiresOn, ...proof } of rows)
		found.set(talentId, [...(found.get(talentId) ?? []), { ...proof, expiresOn: expiresOn! }]);
	const rank = ({ degree }: Proof) => proofDegrees.indexOf(degree);
	for (const proofs of found.values()) proofs.sort((a, b) => rank(b) - rank(a));
	return found;
}

/** The person's own in every state, the latest first. */
export async function ownProofs(db: Database, talentId: string) {
	return db
		.select({ id: studyProofs.id, state: studyProofs.state, reason: studyProofs.reason, ...shown })
		.from(studyProofs)
		.where(eq(studyProofs.talentId, talentId))
		.orderBy(desc(studyProofs.createdAt), desc(studyProofs.id));
}
