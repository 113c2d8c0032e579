import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Actor } from '#lib/accounts/types.ts';
import { accounts, secondFactors } from '#lib/server/accounts/table.ts';
import { auditPage } from '#lib/server/audit/log.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { clearFiles } from '#lib/server/files/service.ts';
import { files } from '#lib/server/files/table.ts';
import { pdf, png } from '#lib/server/files/testing.ts';
import type { Internet } from '#lib/server/organizations/internet.ts';
import { waitingForVerification } from '#lib/server/organizations/operations.ts';
import {
	handInPapers,
	papersPage,
	proofOf,
	proofRecord,
	proveDomain,
	readLicence
} from '#lib/server/organizations/papers.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { decideVerification } from '#lib/server/organizations/verify.ts';
import { clockedApp, person } from '#lib/server/searches/testing.ts';
import { employer, outcome } from '#lib/server/talents/testing.ts';

const { app, wait } = clockedApp(await testDatabase());
const { db } = app;
app.environment = { ...app.environment, dataDir: await mkdtemp(join(tmpdir(), 'pons-papers-')) };

async function operator(): Promise<Actor> {
	const actor = await person(app);
	await db.update(accounts).set({ isOperator: true }).where(eq(accounts.id, actor.accountId));
	await db.insert(secondFactors).values({ accountId: actor.accountId, secret: '-', confirmedAt: app.now() });
	return { ...actor, isOperator: true };
}

/** An organization that waits for verification, with its owner. */
async function waiting(slug: string) {
	const at = await employer(db, slug);
	const row = { verification: 'pending' as const, website: `https://${slug}.example.com` };
	await db.update(organizations).set(row).where(eq(organizations.id, at.id));
	return at;
}
const stored = async (slug: string) =>
	(await db.select().from(organizations).where(eq(organizations.slug, slug)))[0]!;
const acts = async (actor: Actor) => (await auditPage(app, actor)).rows.map(({ act }) => act);

async function decide(actor: Actor, slug: string, decision: 'verified' | 'refused', reason = '证照相符') {
	const { version } = await stored(slug);
	return outcome(decideVerification(app, actor, { slug, version, decision, reason }));
}

describe('verification', () => {
	it('by a lone operator is confirmed once more, and the log says that nobody else looked', async () => {
		await waiting('lonely');
		const lone = await operator();
		// Somebody who has no second factor cannot work as an operator, and so cannot confirm.
		const idle = await person(app);
		await db.update(accounts).set({ isOperator: true }).where(eq(accounts.id, idle.accountId));
		await decide(lone, 'lonely', 'verified');
		expect((await stored('lonely')).verification).toBe('pending');
		await decide(lone, 'lonely', 'verified');
		expect(await stored('lonely')).toMatchObject({ verification: 'verified', verifiedAt: app.now() });
		expect((await acts(lone)).slice(0, 2)).toEqual([
			'organization.verified-alone',
			'organization.proposed-verified'
		]);
	});

	it('takes two operators who agree', async () => {
		await waiting('agreed');
		const [first, second] = [await operator(), await operator()];
		await decide(first, 'agreed', 'verified');
		expect(await decide(first, 'agreed', 'verified')).toBe('notNow');
		expect(await waitingForVerification(app, second)).toMatchObject([
			{ slug: 'agreed', proposed: 'verified', proposedReason: '证照相符' }
		]);
		// The second disagrees, and the first comes round.
		await decide(second, 'agreed', 'refused', '名称不符');
		expect((await stored('agreed')).verification).toBe('pending');
		await decide(first, 'agreed', 'refused', '确实不符');
		expect(await stored('agreed')).toMatchObject({ verification: 'refused', verificationReason: '确实不符' });
		expect((await acts(first))[0]).toBe('organization.refused');
	});

	it('begins anew when the organization has changed since it was proposed', async () => {
		const at = await waiting('moved');
		const [first, second] = [await operator(), await operator()];
		await decide(first, 'moved', 'verified');
		const { version } = await stored('moved');
		await db
			.update(organizations)
			.set({ version: version + 1 })
			.where(eq(organizations.id, at.id));
		await decide(second, 'moved', 'verified');
		expect((await stored('moved')).verification).toBe('pending');
	});
});

describe('what an organization hands in', () => {
	const licence = () => new File([new Uint8Array(pdf())], '执照.pdf');

	it('is its owners’ to hand in and operators’ to read', async () => {
		const at = await waiting('papers');
		const somebody = await person(app);
		const reader = await operator();
		const input = { personName: '王经办', personTitle: null, licence: licence() };
		expect(await outcome(handInPapers(app, somebody, 'papers', input))).toBe('notFound');
		await handInPapers(app, at.actor, 'papers', input);
		expect((await papersPage(app, at.actor, 'papers')).papers).toMatchObject({ licence: '执照.pdf' });
		await handInPapers(app, at.actor, 'papers', { ...input, personName: '李经办', licence: undefined });
		expect((await readLicence(app, reader, 'papers')).bytes.length).toBe(pdf().length);
		for (const actor of [undefined, somebody, at.actor])
			expect(await outcome(readLicence(app, actor, 'papers'))).toBe('notFound');
		wait(3 * 24 * 60);
		await clearFiles(app);
		expect(await db.$count(files)).toBe(1);
		// A photograph of it does as well, under a name that says what it is.
		const picture = new File([new Uint8Array(png())], '执照.exe');
		await handInPapers(app, at.actor, 'papers', { ...input, licence: picture });
		expect((await papersPage(app, at.actor, 'papers')).papers).toMatchObject({ licence: '执照.exe.png' });
		const fake = { ...input, licence: new File(['<html>'], 'x.pdf') };
		expect(await outcome(handInPapers(app, at.actor, 'papers', fake))).toBe('invalid licence');
	});

	/** An internet in which nobody answers, but for what is given. */
	const world = (more: Partial<Internet> = {}): Internet => ({
		txt: () => Promise.resolve([]),
		addresses: () => Promise.resolve([]),
		page: () => Promise.resolve(undefined),
		...more
	});

	it('its domain may say in the name service or in a file', async () => {
		const at = await waiting('known');
		const proof = proofOf(at.id);
		const asked: string[] = [];
		const prove = (internet: Internet) => outcome(proveDomain(app, at.actor, 'known', internet));
		expect(await prove(world())).toBe('invalid domain');
		const page: Internet['page'] = (address, name, path) => {
			asked.push(`${address} ${name}${path}`);
			return Promise.resolve(`${proof}\n`);
		};
		for (const addresses of [['10.0.0.8'], ['8.8.8.8', '127.0.0.1'], ['::1']])
			expect(await prove(world({ addresses: () => Promise.resolve(addresses), page }))).toBe(
				'invalid domain'
			);
		expect(asked).toEqual([]);
		expect(await prove(world({ addresses: () => Promise.resolve(['8.8.8.8']), page }))).toBe('accepted');
		expect(asked).toEqual(['8.8.8.8 known.example.com/.well-known/pons-verification.txt']);
		await db.update(organizations).set({ domainProvenAt: null }).where(eq(organizations.id, at.id));
		const txt = (name: string) =>
			Promise.resolve(name === `${proofRecord}.known.example.com` ? ['v=spf1 -all', proof] : []);
		expect(await prove(world({ txt }))).toBe('accepted');
		expect(await stored('known')).toMatchObject({ domainProvenAt: app.now() });
	});

	it('puts whom the domain speaks for first in the queue', async () => {
		const reader = await operator();
		const queue = await waitingForVerification(app, reader);
		expect(queue[0]).toMatchObject({ slug: 'known' });
		expect(queue.length).toBeGreaterThan(1);
	});
});
