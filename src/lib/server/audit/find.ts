// Operators find accounts, organizations, listings and profiles by anything that names one. Each search is recorded with
// the operator and the reason; what was searched for is kept as a digest only.
import type { Actor } from '#lib/accounts/types.ts';
import type { ListingKind, ListingState } from '#lib/listings/types.ts';
import type { FindInput } from '#lib/moderation/find.ts';
import type { VerificationState } from '#lib/organizations/types.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import { requireRecent } from '#lib/server/accounts/recent.ts';
import { hashSecret } from '#lib/server/accounts/secret.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';
import { operatorSearches } from '#lib/server/audit/table.ts';
import { reader } from '#lib/server/db/read.ts';

/** Rows of each kind. */
const most = 20;

type Names = { zh: string | null; en: string | null };
export type Found = {
	accounts: { id: string; email: string; since: Date; suspended: boolean; talentId: string | null }[];
	organizations: (Names & { slug: string; creditCode: string | null; verification: VerificationState })[];
	listings: (Names & { id: string; kind: ListingKind; state: ListingState; slug: string })[];
};

/** Everything whose address, name, title, code or id holds the words. @throws Refusal notFound */
export async function findAnything(
	app: App,
	actor: Actor | undefined,
	{ words, reason }: FindInput
): Promise<Found> {
	requireOperator(actor);
	requireRecent(actor);
	await app.db.transaction(async (tx) => {
		const row = { accountId: actor.accountId, reason, createdAt: app.now() };
		await tx.insert(operatorSearches).values(row);
		const subject = `search:${hashSecret(words).slice(0, digestLength)}`;
		await record(app, tx, actor, { act: 'searched', subject, reason });
	});
	const sql = reader(app.db);
	const has = words.toLowerCase();
	const [accounts, organizations, listings] = await Promise.all([
		sql<Found['accounts']>`
			select a.id, a.email, a.created_at as since, a.suspended_at is not null as suspended, t.id as "talentId"
			from accounts a left join talents t on t.account_id = a.id
			where strpos(lower(a.email), ${has}) > 0 or a.id = ${words} or t.id = ${words}
				or strpos(lower(t.display_name), ${has}) > 0
			order by a.created_at desc, a.id limit ${most}`,
		sql<Found['organizations']>`
			select slug, name_zh as zh, name_en as en, credit_code as "creditCode", verification from organizations
			where strpos(lower(concat_ws(' ', name_zh, name_en, slug, credit_code)), ${has}) > 0 or id = ${words}
			order by created_at desc, id limit ${most}`,
		sql<Found['listings']>`
			select l.id, l.kind, l.state, l.title_zh as zh, l.title_en as en, o.slug
			from listings l join organizations o on o.id = l.organization_id
			where strpos(lower(concat_ws(' ', l.title_zh, l.title_en)), ${has}) > 0 or l.id = ${words}
			order by l.updated_at desc, l.id limit ${most}`
	]);
	return {
		accounts: accounts.map((row) => ({ ...row, since: new Date(row.since) })),
		organizations: [...organizations],
		listings: [...listings]
	};
}

/** Letters of the digest of what was searched for. */
const digestLength = 16;
