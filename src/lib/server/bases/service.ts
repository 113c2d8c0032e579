// Decisions and writes about who runs a base together. The organization that owns a base names its partners in the
// base's form (listings/kinds.ts writes the rows, and removes them); here they are asked, and answer.
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { isRefusal, Refusal } from '#lib/refusal.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import type { App } from '#lib/server/app.ts';
import { answerLetter, requestLetter } from '#lib/server/bases/letters.ts';
import { basePartners } from '#lib/server/bases/table.ts';
import { releaseShares } from '#lib/server/bases/shares.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { listings } from '#lib/server/listings/table.ts';
import { sendMail } from '#lib/server/mail/send.ts';
import { ownersOf, type Organization } from '#lib/server/organizations/data.ts';
import { canPublish, requireMember } from '#lib/server/organizations/membership.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { markListings } from '#lib/server/search/outbox.ts';

/**
 * Asks the partners of the organization's base that have not been asked yet, by mail to their owners; call it after
 * saving or publishing a base. Does nothing as long as the organization is not verified: nobody is written to on
 * behalf of one that may not be who it says. `origin` is for the links, from `siteOrigin`.
 */
export async function askPartners(
	app: App,
	actor: Actor | undefined,
	slug: string,
	listingId: string,
	origin: string
): Promise<void> {
	const { organization: owner } = await requireMember(app.db, actor, slug);
	if (!canPublish(owner)) return;
	const unasked = and(eq(basePartners.listingId, listingId), isNull(basePartners.askedAt));
	const waiting = await app.db
		.select({ id: basePartners.organizationId })
		.from(basePartners)
		.innerJoin(listings, eq(listings.id, basePartners.listingId))
		.where(and(unasked, eq(listings.organizationId, owner.id)));
	const written: string[] = [];
	for (const { id } of waiting) if (await mayMail(app, owner.id, id)) written.push(id);
	if (waiting.length === 0) return;
	await app.db.transaction(async (tx) => {
		const asked = await tx.update(basePartners).set({ askedAt: app.now() }).where(unasked).returning();
		const ids = asked.map((row) => row.organizationId).filter((id) => written.includes(id));
		const base = await baseOf(tx, listingId);
		for (const partner of await tx
			.select()
			.from(organizations)
			.where(inArray(organizations.id, ['', ...ids])))
			for (const reader of await ownersOf(tx, partner.id))
				await sendMail(tx, requestLetter(reader, origin, { base, owner, partner }));
	});
}

/**
 * The organization takes part in a base that names it: from now on its name is shown there and found in search.
 * Verified organizations only, as with everything that is published. Refuses with `notFound` where it was not asked.
 */
export async function confirmPartnership(
	app: App,
	actor: Actor | undefined,
	slug: string,
	listingId: string,
	origin: string
): Promise<void> {
	const { organization } = await requireMember(app.db, actor, slug);
	if (!canPublish(organization)) throw new Refusal('notAllowed', { '': 'org_partner_unverified' });
	await answer(app, organization, listingId, true, origin);
}

/** The organization does not take part in a base that names it, or no longer does. It may still change its mind. */
export async function declinePartnership(
	app: App,
	actor: Actor | undefined,
	slug: string,
	listingId: string,
	origin: string
): Promise<void> {
	const { organization } = await requireMember(app.db, actor, slug);
	await answer(app, organization, listingId, false, origin);
}

async function answer(
	app: App,
	partner: Organization,
	listingId: string,
	confirmed: boolean,
	origin: string
) {
	const asked = and(
		eq(basePartners.listingId, listingId),
		eq(basePartners.organizationId, partner.id),
		isNotNull(basePartners.askedAt)
	);
	const [before] = await app.db.select().from(basePartners).where(asked);
	if (!before) throw new Refusal('notFound');
	const base = await baseOf(app.db, listingId);
	const mails = await mayMail(app, partner.id, base.organizationId);
	await app.db.transaction(async (tx) => {
		const [row] = await tx.select().from(basePartners).where(asked).for('update');
		if (!row) throw new Refusal('notFound');
		// Pressed twice, or in two tabs: the answer stands.
		if (confirmed ? row.confirmedAt : row.declinedAt) return;
		await tx
			.update(basePartners)
			.set({ confirmedAt: confirmed ? app.now() : null, declinedAt: confirmed ? null : app.now() })
			.where(asked);
		await markListings(tx, [listingId]);
		if (!confirmed) await releaseShares(tx, listingId, { of: partner.id });
		if (!mails) return;
		const [owner] = await tx.select().from(organizations).where(eq(organizations.id, base.organizationId));
		for (const reader of await ownersOf(tx, base.organizationId))
			await sendMail(tx, answerLetter(reader, origin, { base, owner: owner!, partner, confirmed }));
	});
}

async function baseOf(db: App['db'] | Transaction, listingId: string) {
	const { id, titleZh, titleEn, organizationId } = listings;
	const [base] = await db
		.select({ id, titleZh, titleEn, organizationId })
		.from(listings)
		.where(eq(listings.id, listingId));
	if (!base) throw new Refusal('notFound');
	return base;
}

/** Whether one organization may still be mailed by another today. Past that, it finds the news on its page. */
async function mayMail(app: App, from: string, to: string): Promise<boolean> {
	try {
		await countTry(app, [['partnerMail', `${from} ${to}`]]);
		return true;
	} catch (error) {
		if (isRefusal(error)) return false;
		throw error;
	}
}
