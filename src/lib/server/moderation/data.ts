// Reads of cases: what they are about, what happened, and how many there were. Who may read which is decided by the
// services.
import { asc, eq, inArray } from 'drizzle-orm';
import type { ListingKind } from '#lib/listings/types.ts';
import type { CaseStep, SubjectKind } from '#lib/moderation/cases.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { caseEvents, cases } from '#lib/server/moderation/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';

export type Case = typeof cases.$inferSelect;

export async function caseById(db: Database | Transaction, id: string): Promise<Case | undefined> {
	const [row] = await db.select().from(cases).where(eq(cases.id, id));
	return row;
}

/** What every reader of a case sees of where it stands. */
export const shapeOf = ({ id, kind, state, dueOn, outcome, frozenAt }: Case) => ({
	...{ id, kind, state, dueOn, outcome },
	frozen: frozenAt !== null
});

/** What a case is about, by its public name; a talent has none here, because cases outlive profiles. */
export type CaseSubject = {
	kind: SubjectKind;
	listing: { id: string; kind: ListingKind; titleZh: string | null; titleEn: string | null } | undefined;
	organization: { slug: string; nameZh: string | null; nameEn: string | null } | undefined;
	/** Absent once the person is erased. */
	talentId: string | null;
};

/** The subjects of the cases, in their order. */
export async function subjectsOf(db: Database, rows: readonly Case[]): Promise<CaseSubject[]> {
	const ids = (of: 'listingId' | 'organizationId') => ['', ...rows.flatMap((row) => row[of] ?? [])];
	const named = await db
		.select({
			id: listings.id,
			kind: listings.kind,
			titleZh: listings.titleZh,
			titleEn: listings.titleEn
		})
		.from(listings)
		.where(inArray(listings.id, ids('listingId')));
	const owners = await db
		.select({
			id: organizations.id,
			slug: organizations.slug,
			nameZh: organizations.nameZh,
			nameEn: organizations.nameEn
		})
		.from(organizations)
		.where(inArray(organizations.id, ids('organizationId')));
	return rows.map(({ kind, listingId, organizationId, talentId }) => ({
		kind,
		listing: named.find(({ id }) => id === listingId),
		organization: owners.find(({ id }) => id === organizationId),
		talentId
	}));
}

export type CaseEvent = { step: CaseStep; words: string; at: Date; who: string | null };

/** Who reads the log: reporters and those it is about see what was decided, operators also who did it. */
export type EventReader = 'reporter' | 'subject' | 'operator';

/** Reporters are not told of an appeal: its words are between those it is about and the operators. */
const unseen: Record<EventReader, readonly CaseStep[]> = {
	reporter: ['reported', 'appealed'],
	subject: ['reported'],
	operator: []
};

/** The log of a case as this reader may see it, in order. Names of people are for operators only. */
export async function eventsFor(db: Database, caseId: string, reader: EventReader): Promise<CaseEvent[]> {
	const rows = await db
		.select({ step: caseEvents.step, words: caseEvents.words, at: caseEvents.at, who: accounts.email })
		.from(caseEvents)
		.leftJoin(accounts, eq(accounts.id, caseEvents.accountId))
		.where(eq(caseEvents.caseId, caseId))
		.orderBy(asc(caseEvents.position));
	return rows
		.filter(({ step }) => !unseen[reader].includes(step))
		.map((row) => (reader === 'operator' ? row : { ...row, who: null }));
}
