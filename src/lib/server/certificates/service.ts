// What a holder decides about certificates: whether they count in the profile, and who may check them.
import { and, eq } from 'drizzle-orm';
import { randomBytes } from 'node:crypto';
import type { Actor } from '#lib/accounts/types.ts';
import type { ShareInput } from '#lib/certificates/schema.ts';
import type { CertificateState } from '#lib/certificates/types.ts';
import { pick } from '#lib/i18n/text.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import { certificatesOf, type OwnCertificate } from '#lib/server/certificates/data.ts';
import { certificates } from '#lib/server/certificates/table.ts';
import { bringIn, profileChanged, takeOut } from '#lib/server/certificates/verified.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { talentOf } from '#lib/server/talents/data.ts';
import { skillsMax } from '#lib/talents/schema.ts';

/** The actor's own certificates; none without a profile. */
export async function myCertificates(app: App, actor: Actor | undefined): Promise<OwnCertificate[]> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(app.db, actor.accountId);
	return talent ? certificatesOf(app.db, talent.id) : [];
}

/** The holder agrees: from now on the skills are verified evidence in the profile. */
export async function agreeCertificate(app: App, actor: Actor | undefined, id: string): Promise<void> {
	await app.db.transaction(async (tx) => {
		const held = await lockOwn(tx, actor, id);
		if (held.state === 'agreed') return;
		refuseWithdrawn(held);
		const [reader] = await tx.select().from(accounts).where(eq(accounts.id, actor!.accountId));
		const note = pick(held.titleZh, held.titleEn, reader!.locale).text.slice(0, 200);
		await answer(app, tx, id, { state: 'agreed' });
		await bringIn(tx, held.talentId, { id, note }, skillsMax);
		await profileChanged(tx, held.talentId);
	});
}

/** The holder does not agree, or no longer: nothing of it counts as verified, and its check link ends. */
export async function declineCertificate(app: App, actor: Actor | undefined, id: string): Promise<void> {
	await app.db.transaction(async (tx) => {
		const held = await lockOwn(tx, actor, id);
		if (held.state === 'declined') return;
		refuseWithdrawn(held);
		await answer(app, tx, id, { state: 'declined', code: null });
		if (held.state !== 'agreed') return;
		await takeOut(tx, held.talentId, id);
		await profileChanged(tx, held.talentId);
	});
}

/** Makes the page that anybody with its link may read, or changes what it shows. Needs the holder's agreement. */
export async function shareCertificate(
	app: App,
	actor: Actor | undefined,
	{ id, holder, skills, dates }: ShareInput
): Promise<void> {
	await app.db.transaction(async (tx) => {
		const held = await lockOwn(tx, actor, id);
		refuseWithdrawn(held);
		if (held.state !== 'agreed') throw new Refusal('notNow', { '': 'certificates_error_agree_first' });
		const code = held.code ?? randomBytes(24).toString('base64url');
		const set = { code, holder, showsSkills: skills, showsDates: dates };
		await tx.update(certificates).set(set).where(eq(certificates.id, id));
	});
}

/** Ends the check link: whoever has it finds nothing. A later one is another link. */
export async function unshareCertificate(app: App, actor: Actor | undefined, id: string): Promise<void> {
	await app.db.transaction(async (tx) => {
		await lockOwn(tx, actor, id);
		await tx.update(certificates).set({ code: null }).where(eq(certificates.id, id));
	});
}

/** Locks the actor's own certificate; anybody else's answers like one that does not exist. */
async function lockOwn(tx: Transaction, actor: Actor | undefined, id: string) {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(tx, actor.accountId);
	const own = and(eq(certificates.id, id), eq(certificates.talentId, talent?.id ?? ''));
	const [held] = await tx.select().from(certificates).where(own).for('update');
	if (!held) throw new Refusal('notFound');
	return held;
}

function refuseWithdrawn({ state }: { state: CertificateState }): void {
	if (state === 'withdrawn') throw new Refusal('notNow', { '': 'certificates_error_withdrawn' });
}

type Answer = Partial<Pick<typeof certificates.$inferInsert, 'state' | 'code'>>;

async function answer(app: App, tx: Transaction, id: string, set: Answer): Promise<void> {
	await tx
		.update(certificates)
		.set({ ...set, answeredAt: app.now() })
		.where(eq(certificates.id, id));
}
