// Takes what a case is about out of sight, and gives it back. Called in the transaction of the step: what is frozen is
// gone from every page and list at its commit, because they all read rows, and from the index a moment later.
import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { caseFreezes, type cases } from '#lib/server/moderation/table.ts';
import { blockedCodes, organizations } from '#lib/server/organizations/table.ts';
import { markListings, markTalents } from '#lib/server/search/outbox.ts';
import { talents } from '#lib/server/talents/table.ts';

type Case = typeof cases.$inferSelect;
/** What the case remembers of a talent. */
type Remembered = Pick<Case, 'visibilityBefore'>;

export async function freezeSubject(tx: Transaction, it: Case, now: Date): Promise<Remembered> {
	if (it.kind === 'talent') return freezeTalent(tx, it, now);
	if (it.kind === 'organization') {
		await tx
			.update(organizations)
			.set({ verification: 'frozen', version: sql`${organizations.version} + 1` })
			.where(eq(organizations.id, it.organizationId!));
	}
	await freezeListings(tx, it);
	return { visibilityBefore: null };
}

export async function releaseSubject(tx: Transaction, it: Case, now: Date): Promise<void> {
	if (it.kind === 'talent') return releaseTalent(tx, it);
	if (it.kind === 'organization') {
		const stillChecked = sql`case when ${organizations.verificationDue} >= ${dayInNanjing(now)}::date then 'verified' else 'pending' end`;
		await tx
			.update(organizations)
			.set({ verification: stillChecked, version: sql`${organizations.version} + 1` })
			.where(and(eq(organizations.id, it.organizationId!), eq(organizations.verification, 'frozen')));
	}
	await releaseListings(tx, it, now);
}

/** What an organization was decided against for is not begun anew under the same code; an appeal that is granted undoes it. */
export async function blockCode(tx: Transaction, it: Case, blocked: boolean): Promise<void> {
	if (it.kind !== 'organization') return;
	if (!blocked) return void (await tx.delete(blockedCodes).where(eq(blockedCodes.caseId, it.id)));
	const [organization] = await tx
		.select()
		.from(organizations)
		.where(eq(organizations.id, it.organizationId!));
	if (!organization?.creditCode) return;
	const { creditCode } = organization;
	await tx.insert(blockedCodes).values({ creditCode, caseId: it.id }).onConflictDoNothing();
}

/** The listing of the case, or everything that its organization shows. */
async function freezeListings(tx: Transaction, it: Case): Promise<void> {
	const which =
		it.kind === 'listing' ? eq(listings.id, it.listingId!) : eq(listings.organizationId, it.organizationId!);
	const rows = await tx
		.select()
		.from(listings)
		.where(and(which, ne(listings.state, 'draft')))
		.orderBy(listings.id)
		.for('update');
	if (rows.length === 0) return;
	const ids = rows.map(({ id }) => id);
	// What another case keeps out of sight already goes back to what it was before that one.
	const others = await tx.select().from(caseFreezes).where(inArray(caseFreezes.listingId, ids));
	const values = rows.map(({ id, state, version }) => {
		const other = others.find(({ listingId }) => listingId === id);
		const before = state === 'frozen' ? (other?.stateBefore ?? 'closed') : state;
		const frozen = state === 'frozen' ? (other?.version ?? version) : version + 1;
		return { caseId: it.id, listingId: id, stateBefore: before, version: frozen };
	});
	await tx.insert(caseFreezes).values(values).onConflictDoNothing();
	await tx
		.update(listings)
		.set({ state: 'frozen', version: sql`${listings.version} + 1` })
		.where(and(inArray(listings.id, ids), ne(listings.state, 'frozen')));
	await markListings(tx, ids);
}

/**
 * Gives listings back that no other case keeps: as they were, or closed when they have expired or were edited
 * meanwhile, so that nothing is open that did not pass the checks of publishing.
 */
async function releaseListings(tx: Transaction, it: Case, now: Date): Promise<void> {
	const today = dayInNanjing(now);
	const kept = await tx.delete(caseFreezes).where(eq(caseFreezes.caseId, it.id)).returning();
	const still = await tx
		.select({ id: caseFreezes.listingId })
		.from(caseFreezes)
		.where(inArray(caseFreezes.listingId, ['', ...kept.map(({ listingId }) => listingId)]));
	const free = kept.filter(({ listingId }) => !still.some(({ id }) => id === listingId));
	for (const { listingId, stateBefore, version } of free) {
		const open = sql`(${stateBefore} = 'open' and ${listings.version} = ${version} and ${listings.validUntil} >= ${today}::date)`;
		await tx
			.update(listings)
			.set({
				state: sql`case when ${open} then 'open' else 'closed' end`,
				closedAt: sql`case when ${open} then null else coalesce(${listings.closedAt}, ${now.toISOString()}::timestamptz) end`,
				version: sql`${listings.version} + 1`
			})
			.where(and(eq(listings.id, listingId), eq(listings.state, 'frozen')));
	}
	await markListings(
		tx,
		free.map(({ listingId }) => listingId)
	);
}

/** A profile is hidden and stays so; organizations that the person applied to keep what they were given. */
async function freezeTalent(tx: Transaction, it: Case, now: Date): Promise<Remembered> {
	if (!it.talentId) return { visibilityBefore: null };
	const [talent] = await tx.select().from(talents).where(eq(talents.id, it.talentId)).for('update');
	await tx
		.update(talents)
		.set({ visibility: 'hidden', indexable: false, frozenAt: now, version: sql`${talents.version} + 1` })
		.where(eq(talents.id, it.talentId));
	await markTalents(tx, [it.talentId]);
	return { visibilityBefore: talent?.visibility ?? null };
}

/** As visible as before. That search engines may list it is for the person to say again. */
async function releaseTalent(tx: Transaction, it: Case): Promise<void> {
	if (!it.talentId) return;
	await tx
		.update(talents)
		.set({
			visibility: it.visibilityBefore ?? 'hidden',
			frozenAt: null,
			version: sql`${talents.version} + 1`
		})
		.where(eq(talents.id, it.talentId));
	await markTalents(tx, [it.talentId]);
}
