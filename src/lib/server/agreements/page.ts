// What a page about an agreement shows to each party: the texts, who has accepted them, what happened, and what is next.
import { agreementMovesFrom, inForce, isBeingAccepted } from '#lib/agreements/moves.ts';
import type { Party } from '#lib/agreements/types.ts';
import type { Actor } from '#lib/accounts/types.ts';
import type { App } from '#lib/server/app.ts';
import { acceptancesOf, agreementEventsOf, guardianOf, textOf } from '#lib/server/agreements/data.ts';
import { caseOfGuardian } from '#lib/server/agreements/guardian.ts';
import type { Database } from '#lib/server/db/client.ts';
import { ownCase, sideCase, type Case } from '#lib/server/internships/case.ts';
import { needsAgreement } from '#lib/server/internships/start.ts';

export type AgreementPage = Awaited<ReturnType<typeof pageFor>>;

export async function agreementAsStudent(app: App, actor: Actor | undefined, id: string) {
	return pageFor(app.db, await ownCase(app, actor, id), 'student');
}

export async function agreementAsSide(app: App, actor: Actor | undefined, slug: string, id: string) {
	const { found, side } = await sideCase(app, actor, slug, id);
	return pageFor(app.db, found, side);
}

export async function agreementAsGuardian(app: App, token: string) {
	return pageFor(app.db, await caseOfGuardian(app.db, token), 'guardian');
}

async function pageFor(db: Database, found: Case, party: Party) {
	const { id, titleZh, titleEn, from, to, school, host, statement, agreement } = found;
	const about = {
		id,
		kind: found.kind,
		titleZh,
		titleEn,
		from,
		to,
		school: named(school),
		host: named(host)
	};
	const person = { fullName: statement?.fullName, ageBand: statement?.ageBand };
	const defaults = { place: found.addressZh ?? found.addressEn ?? '', allowance: found.allowance ?? 0 };
	const needed = await needsAgreement(db, id);
	if (!agreement) return { ...{ about, person, party, needed, defaults }, agreement: undefined };
	const { state, revision, signedRevision } = agreement;
	// While a new text waits, the one that holds is the one before.
	const [text, before, acceptances, events, guardian] = await Promise.all([
		revision ? textOf(db, agreement.id, revision) : undefined,
		signedRevision && signedRevision !== revision ? textOf(db, agreement.id, signedRevision) : undefined,
		acceptancesOf(db, agreement.id),
		agreementEventsOf(db, agreement.id),
		guardianOf(db, agreement.id)
	]);
	const waits = isBeingAccepted(state);
	const shown = waits || !before ? text : before;
	const parties = partiesOf(found);
	const accepted = acceptances.filter((one) => one.revision === shown?.revision);
	return {
		...{ about, person, party, needed, defaults },
		agreement: {
			...{ state, parties, accepted, events, text: shown, before: waits ? before : undefined },
			inForce: inForce(state),
			// A guardian's signed paper is handed in by the person or their school.
			mayHandIn:
				waits &&
				(party === 'student' || party === 'school') &&
				parties.includes('guardian') &&
				!accepted.some((one) => one.party === 'guardian'),
			mayAccept: waits && parties.includes(party) && !accepted.some((one) => one.party === party),
			moves: agreementMovesFrom(state, party).filter((move) => move !== 'amending'),
			mayWrite: (party === 'host' || party === 'school') && ['draft', 'signed', 'amending'].includes(state),
			// The address is the person's and the guardian's matter.
			guardian: guardian && {
				name: guardian.name,
				email: party === 'student' ? guardian.email : undefined,
				askedAt: guardian.askedAt
			}
		}
	};
}

const partiesOf = ({ school, statement }: Case): Party[] => [
	...(school ? (['school'] as const) : []),
	'host',
	'student',
	...(statement && statement.ageBand !== 'adult' ? (['guardian'] as const) : [])
];

const named = (organization: { nameZh: string | null; nameEn: string | null } | undefined) =>
	organization && { nameZh: organization.nameZh, nameEn: organization.nameEn };
