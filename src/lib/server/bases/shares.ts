// The places of a base's periods that are kept for schools. Admission counts them (applications/places.ts).
import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import type { SharesInput } from '#lib/bases/team.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { moveUp } from '#lib/server/applications/move.ts';
import { lockSlot, poolsOf } from '#lib/server/applications/places.ts';
import { basePeriods, baseShares } from '#lib/server/bases/table.ts';
import { isSchool } from '#lib/server/bases/team-data.ts';
import { requireTeam } from '#lib/server/bases/team.ts';
import type { Transaction } from '#lib/server/db/client.ts';

/**
 * Keeps places of periods for schools of the base; a pair that is not named keeps what it has. Refuses beside the pair
 * what is less than the school has taken, and beside the period's first what is more than the period can keep.
 */
export async function saveShares(
	app: App,
	actor: Actor | undefined,
	slug: string,
	listingId: string,
	{ shares }: SharesInput
): Promise<void> {
	const { own, team } = await requireTeam(app, actor, slug, listingId);
	if (!own.owns) throw new Refusal('notAllowed');
	const schools = new Set(team.filter(isSchool).map(({ id }) => id));
	if (!shares.every(({ school }) => schools.has(school))) throw new Refusal('notFound');
	await app.db.transaction(async (tx) => {
		// In one order for everybody, so that two never wait for each other in a ring.
		for (const id of [...new Set(shares.map(({ period }) => period))].sort()) {
			await lockSlot(tx, { runId: null, periodId: id });
			await saveOfPeriod(app, tx, listingId, id, shares);
		}
	});
}

async function saveOfPeriod(
	app: App,
	tx: Transaction,
	listingId: string,
	periodId: string,
	shares: SharesInput['shares']
) {
	const ofBase = and(eq(basePeriods.id, periodId), eq(basePeriods.listingId, listingId));
	const [period] = await tx.select().from(basePeriods).where(ofBase);
	if (!period) throw new Refusal('notFound');
	for (const [i, { school, places }] of shares.entries())
		if (shares[i]!.period === periodId)
			await saveShare(tx, periodId, school, places ?? 0, `shares.${i}.places`);
	const first = shares.findIndex(({ period }) => period === periodId);
	const fits = and(eq(basePeriods.id, periodId), roomBesideShares(period.places));
	if ((await tx.$count(basePeriods, fits)) === 0)
		throw new Refusal('invalid', { [`shares.${first}.places`]: 'bases_error_shares_many' });
	for (const school of await poolsOf(tx, periodId)) await moveUp(app, tx, { runId: null, periodId }, school);
}

/** One school's places; what its students hold already counts as taken of them. */
async function saveShare(tx: Transaction, periodId: string, school: string, places: number, field: string) {
	const share = and(eq(baseShares.periodId, periodId), eq(baseShares.organizationId, school));
	if (places === 0) {
		await tx.delete(baseShares).where(share);
		return;
	}
	const [held] = await tx.execute<{ taken: number }>(sql`
		select count(*)::int as taken from applications a join internships i on i.application_id = a.id
		where a.period_id = ${periodId} and i.school_id = ${school} and a.state in ('admitted', 'enrolled', 'completed')`);
	const placesTaken = held!.taken;
	if (placesTaken > places) throw new Refusal('invalid', { [field]: 'posting_error_seats_taken' });
	await tx
		.insert(baseShares)
		.values({ periodId, organizationId: school, places, placesTaken })
		.onConflictDoUpdate({
			target: [baseShares.periodId, baseShares.organizationId],
			set: { places, placesTaken }
		});
}

/** Gives back the places kept for organizations that no longer run the base; what is taken stays taken. */
export async function releaseShares(
	tx: Transaction,
	listingId: string,
	gone: { of: string } | { allBut: string[] }
): Promise<void> {
	const periods = tx
		.select({ id: basePeriods.id })
		.from(basePeriods)
		.where(eq(basePeriods.listingId, listingId));
	const whose =
		'of' in gone
			? eq(baseShares.organizationId, gone.of)
			: notInArray(baseShares.organizationId, ['', ...gone.allBut]);
	await tx.delete(baseShares).where(and(inArray(baseShares.periodId, periods), whose));
}

/** Whether a period with so many places has room for what is kept for schools and what others have taken. */
export const roomBesideShares = (places: number) => sql`${basePeriods.placesTaken} - (
	select coalesce(sum(s.places_taken), 0) from base_shares s where s.period_id = ${basePeriods.id}
) <= ${places} - (select coalesce(sum(s.places), 0) from base_shares s where s.period_id = ${basePeriods.id})`;
