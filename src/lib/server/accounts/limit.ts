// Limits on guessing and on mails, counted in the database so that every process counts together.
import { inArray, lt, sql } from 'drizzle-orm';
import { Refusal } from '#lib/refusal.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import { rateLimits } from '#lib/server/accounts/table.ts';
import type { App } from '#lib/server/app.ts';

const minute = 60_000;
const hour = 60 * minute;

/**
 * How often, and in which time (ms). A campus or a company is one network, so networks have wide limits;
 * the narrow one is an address tried from one network, so that a stranger elsewhere cannot lock its owner out.
 */
export const limits = {
	signInHere: { hits: 10, time: 15 * minute },
	signInAccount: { hits: 100, time: hour },
	signInNetwork: { hits: 100, time: 15 * minute },
	signUpAccount: { hits: 5, time: hour },
	signUpNetwork: { hits: 300, time: hour },
	resetAccount: { hits: 5, time: hour },
	resetNetwork: { hits: 300, time: hour },
	passwordCheck: { hits: 10, time: 15 * minute },
	/** Challenges for passkeys. */
	passkeyNetwork: { hits: 300, time: 15 * minute },
	factor: { hits: 10, time: 15 * minute },
	emailChange: { hits: 5, time: hour },
	/** Reports by one account, or from one network without an account; and those about one thing. */
	reportNetwork: { hits: 120, time: hour },
	reportThing: { hits: 20, time: 24 * hour },
	/** What one account suggests for the skill tree. */
	suggestion: { hits: 10, time: 24 * hour },
	/** Copies of everything about oneself. */
	export: { hits: 5, time: 24 * hour },
	/** Texts read for a match without an account. */
	matchText: { hits: 200, time: 15 * minute },
	/** Lists for picked skills; each compares with all open roles. */
	matchPicked: { hits: 600, time: 15 * minute },
	/** Questions to an organization's domain. */
	domain: { hits: 20, time: hour },
	/** Files handed in. */
	upload: { hits: 60, time: hour },
	/** Messages of one person to those they talk with. */
	message: { hits: 100, time: 10 * minute },
	/** Applications that ask others to apply along. */
	teamMail: { hits: 20, time: 24 * hour },
	/** Mails about partnerships from one organization to another. */
	partnerMail: { hits: 10, time: 24 * hour },
	/** Mails by which a person asks a guardian. */
	guardianMail: { hits: 5, time: 24 * hour }
} as const;

/** What is limited, and for whom (an address, a network, an account's id). */
export type Counted = readonly [limit: keyof typeof limits, whom: string];

/** Counts one try towards each limit. @throws Refusal tooMany when one of them is passed */
export async function countTry(app: App, counted: readonly Counted[]): Promise<void> {
	const now = app.now();
	const rows = counted.map(([limit, whom]) => ({
		key: keyOf([limit, whom]),
		hits: 1,
		endsAt: new Date(now.getTime() + limits[limit].time)
	}));
	// Always locked in the same order, so that two tries never wait for each other.
	rows.sort((a, b) => (a.key < b.key ? -1 : 1));
	const over = sql`${rateLimits.endsAt} <= ${now.toISOString()}`;
	const counts = await app.db
		.insert(rateLimits)
		.values(rows)
		.onConflictDoUpdate({
			target: rateLimits.key,
			set: {
				hits: sql`case when ${over} then 1 else least(${rateLimits.hits} + 1, 1000000) end`,
				endsAt: sql`case when ${over} then excluded.ends_at else ${rateLimits.endsAt} end`
			}
		})
		.returning({ key: rateLimits.key, hits: rateLimits.hits });
	const hits = new Map(counts.map((count) => [count.key, count.hits]));
	if (counted.some((one) => hits.get(keyOf(one))! > limits[one[0]].hits)) throw new Refusal('tooMany');
}

/** Takes a counted try back: it was right, so it was no guess. */
export async function forgiveTry(app: App, counted: readonly Counted[]): Promise<void> {
	await app.db
		.update(rateLimits)
		.set({ hits: sql`greatest(${rateLimits.hits} - 1, 0)` })
		.where(inArray(rateLimits.key, counted.map(keyOf)));
}

/** Deletes counts that have ended. */
export async function clearLimits(app: App): Promise<void> {
	await app.db.delete(rateLimits).where(lt(rateLimits.endsAt, app.now()));
}

/**
 * The network of an address: /24 of IPv4, /64 of IPv6 (what one household or machine is given).
 * Anything unreadable is one network of its own.
 */
export function networkOf(address: string): string {
	const v4 = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.\d{1,3}$/i.exec(address);
	if (v4) return `${v4[1]}.${v4[2]}.${v4[3]}.0/24`;
	if (!address.includes(':')) return 'unknown';
	const [head = '', tail] = address.toLowerCase().split('%')[0]!.split('::');
	const first = head ? head.split(':') : [];
	const last = tail ? tail.split(':') : [];
	const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length);
	const groups = [...first, ...Array<string>(zeros).fill('0'), ...last].slice(0, 4);
	return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`;
}

function keyOf([limit, whom]: Counted): string {
	return hashSecret(`${limit} ${whom.toLowerCase()}`);
}
