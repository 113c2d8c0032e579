// People who come, edit their profiles, hide and show them, block employers, are suspended and leave, and employers
// who search for them meanwhile: the part of the consistency test that is about talents.
import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import * as v from 'valibot';
import type { Actor } from '../../src/lib/accounts/types.ts';
import type { Random } from '../../src/lib/server/demo/random.ts';
import { accounts } from '../../src/lib/server/accounts/table.ts';
import type { App } from '../../src/lib/server/app.ts';
import { markTalents } from '../../src/lib/server/search/outbox.ts';
import { searchTalents } from '../../src/lib/server/talents/search.ts';
import { saveProfile } from '../../src/lib/server/talents/service.ts';
import { talents } from '../../src/lib/server/talents/table.ts';
import { profileSchema } from '../../src/lib/talents/schema.ts';
import { parseTalentQuery } from '../../src/lib/talents/search.ts';

export type Employer = { actor: Actor; slug: string; id: string };

const words = ['脑电', '解码', '电极', '康复', '芯片', '临床'];

/** A profile as its form sends it: hidden in one case of three, and kept from one employer in three. */
function input(random: Random, employers: readonly Employer[], version: number) {
	const blocked = random.chance(1 / 3) ? [`宁析 ${random.pick(employers).slug}`] : [];
	return v.parse(profileSchema, {
		displayName: `${random.pick(words)}同学`,
		headline: `${random.pick(words)}与${random.pick(words)}`,
		degree: 'master',
		visibility: random.pick(['hidden', 'verified', 'public']),
		acceptsInvitations: 'on',
		skills: random.chance(0.5) ? [{ name: '脑电', level: '3' }] : [],
		blocked,
		version: String(version)
	});
}

/** One random change of a profile or an account; says which. */
export async function changePerson(
	app: App,
	employers: readonly Employer[],
	random: Random
): Promise<string> {
	const people = await app.sql<Array<{ id: string; account: string; email: string; version: number }>>`
		select t.id, a.id as account, a.email, t.version from talents t join accounts a on a.id = t.account_id
		order by t.id`;
	const dice = random.next();
	if (people.length === 0 || dice < 0.25) {
		await saveProfile(app, await newcomer(app, random), input(random, employers, 0));
		return 'came';
	}
	const { id, account, email, version } = random.pick(people);
	if (dice < 0.8) {
		await saveProfile(app, actorOf(account, email), input(random, employers, version));
		return 'edited a profile';
	}
	// What no service does in one call: the row and its mark in one transaction.
	const left = dice >= 0.95;
	await app.db.transaction(async (tx) => {
		if (left) await tx.delete(talents).where(eq(talents.id, id));
		else {
			const suspendedAt = sql`case when ${accounts.suspendedAt} is null then now() end`;
			await tx.update(accounts).set({ suspendedAt }).where(eq(accounts.id, account));
			await tx
				.update(talents)
				.set({ version: version + 1 })
				.where(eq(talents.id, id));
		}
		await markTalents(tx, [id]);
	});
	return left ? 'left' : 'was suspended or not';
}

async function newcomer({ db }: App, random: Random): Promise<Actor> {
	const email = `${random.between(1, 1e9)}-${random.between(1, 1e9)}@sample.example`;
	const [account] = await db
		.insert(accounts)
		.values({ email, passwordHash: '-', purpose: 'work', locale: 'zh-CN' })
		.returning();
	return actorOf(account!.id, email);
}

const actorOf = (accountId: string, email: string) =>
	({ accountId, email, emailVerified: true, isOperator: false }) as Actor;

/** One employer's search: holds every row and the total against the database. Returns how many rows there were. */
export async function searchForPeople(
	app: App,
	employers: readonly Employer[],
	random: Random
): Promise<number> {
	const { actor, slug, id } = random.pick(employers);
	const address = random.pick([
		'',
		`q=${random.pick(words)}`,
		`q=${random.pick(words)}`,
		'skill=eeg',
		'sort=new'
	]);
	const found = await searchTalents(app, actor, slug, parseTalentQuery(new URLSearchParams(address)));
	if (found.state === 'unverified') return 0;
	const shown = [...found.rows, ...found.more].map((row) => row.id);
	const open = await app.sql<Array<{ id: string }>>`
		select t.id from talents t join accounts a on a.id = t.account_id
		where t.visibility <> 'hidden' and a.suspended_at is null and not exists (
			select from blocked_organizations b where b.talent_id = t.id and b.organization_id = ${id})`;
	const may = new Set(open.map((row) => row.id));
	expect(shown.filter((one) => !may.has(one))).toEqual([]);
	expect(found.total).toBeGreaterThanOrEqual(found.rows.length);
	expect(found.total).toBeLessThanOrEqual(may.size);
	return shown.length;
}
