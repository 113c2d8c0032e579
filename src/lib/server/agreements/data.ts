// Reads of agreements: texts, acceptances, history.
import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { AgreementMover } from '#lib/agreements/moves.ts';
import type { AcceptanceWay, AgreementState, Party, Terms } from '#lib/agreements/types.ts';
import { accessEndedStates } from '#lib/applications/types.ts';
import {
	agreementAcceptances,
	agreementEvents,
	agreementGuardians,
	agreements,
	agreementTexts
} from '#lib/server/agreements/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { reader } from '#lib/server/db/read.ts';

export type AgreementText = {
	revision: number;
	terms: Terms;
	textZh: string;
	textEn: string;
	hash: string;
};
export type Acceptance = {
	revision: number;
	party: Party;
	name: string;
	way: AcceptanceWay;
	at: Date;
	hash: string;
};
export type AgreementEvent = {
	from: AgreementState;
	to: AgreementState;
	mover: AgreementMover;
	reason: string;
	at: Date;
};

/** The text of this number, or the last one; undefined where nothing is written yet. */
export async function textOf(
	db: Database | Transaction,
	agreementId: string,
	revision?: number
): Promise<AgreementText | undefined> {
	const { terms, textZh, textEn, hash } = agreementTexts;
	const [row] = await db
		.select({ revision: agreementTexts.revision, terms, textZh, textEn, hash })
		.from(agreementTexts)
		.where(
			and(
				eq(agreementTexts.agreementId, agreementId),
				revision === undefined ? undefined : eq(agreementTexts.revision, revision)
			)
		)
		.orderBy(desc(agreementTexts.revision))
		.limit(1);
	return row;
}

/** Who has accepted which text, in the order in which they did. */
export async function acceptancesOf(db: Database | Transaction, agreementId: string): Promise<Acceptance[]> {
	const { revision, party, name, way, at, hash } = agreementAcceptances;
	return db
		.select({ revision, party, name, way, at, hash })
		.from(agreementAcceptances)
		.where(eq(agreementAcceptances.agreementId, agreementId))
		.orderBy(asc(at), asc(party));
}

export async function agreementEventsOf(
	db: Database | Transaction,
	agreementId: string
): Promise<AgreementEvent[]> {
	return db
		.select({
			from: agreementEvents.fromState,
			to: agreementEvents.toState,
			mover: agreementEvents.mover,
			reason: agreementEvents.reason,
			at: agreementEvents.at
		})
		.from(agreementEvents)
		.where(eq(agreementEvents.agreementId, agreementId))
		.orderBy(asc(agreementEvents.position));
}

export async function guardianOf(db: Database | Transaction, agreementId: string) {
	const { name, email, askedAt } = agreementGuardians;
	const [row] = await db
		.select({ name, email, askedAt })
		.from(agreementGuardians)
		.where(eq(agreementGuardians.agreementId, agreementId));
	return row;
}

/** The agreement whose guardian holds this link; undefined for a link that is nobody's. */
export async function agreementOfGuardian(
	db: Database | Transaction,
	tokenHash: string
): Promise<{ id: string; applicationId: string } | undefined> {
	const [row] = await db
		.select({ id: agreements.id, applicationId: agreements.applicationId })
		.from(agreementGuardians)
		.innerJoin(agreements, eq(agreements.id, agreementGuardians.agreementId))
		.where(eq(agreementGuardians.tokenHash, tokenHash));
	return row;
}

/** How many parties have still to accept this text. */
export async function missingAcceptances(tx: Transaction, agreementId: string, revision: number) {
	const [row] = await tx.execute<{ missing: string }>(
		sql`select missing_acceptances(${agreementId}, ${revision}::int) as missing`
	);
	return Number(row!.missing);
}

/** How many texts wait for this organization to accept them, as host or as school. */
export async function agreementsWaitingFor(db: Database, organizationId: string): Promise<number> {
	const [row] = await reader(db)<{ n: number }[]>`
		select count(*)::int as n from agreements g
		join applications a on a.id = g.application_id and a.state <> all(${[...accessEndedStates]})
		cross join lateral (values ('host', g.host_id), ('school', g.school_id)) as side (party, organization_id)
		where side.organization_id = ${organizationId} and g.state in ('signing', 'amending')
			and not exists (select from agreement_acceptances c
				where c.agreement_id = g.id and c.revision = g.revision and c.party = side.party)
			and not exists (select from blocked_organizations b
				where b.organization_id = ${organizationId} and b.talent_id = a.talent_id)`;
	return row!.n;
}
