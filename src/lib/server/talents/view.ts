// Who sees what of a profile. The only way from a talent's row to anybody else's page.
import { and, eq, sql } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { accessEndedStates } from '#lib/applications/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { Audience, Contact, TalentView } from '#lib/talents/profile.ts';
import type { App } from '#lib/server/app.ts';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { contactOf, profileOf, talentById, talentOf, type Talent } from '#lib/server/talents/data.ts';
import { blockedOrganizations, profileViews } from '#lib/server/talents/table.ts';

/** One line in the person's list of who looked, however often the page is reloaded in this time. */
const viewHours = 12;

/**
 * What the viewer may see of a profile; undefined alike for ids that do not exist and for profiles that are not
 * for this viewer. Contact is given to the owner and, as far as the person shares it, to organizations applied to, and to nobody else.
 */
export async function talentView(
	db: Database,
	viewer: Actor | undefined,
	id: string
): Promise<TalentView | undefined> {
	const talent = await talentById(db, id);
	const access = talent && (await accessOf(db, viewer, talent));
	if (!talent || !access) return undefined;
	return viewAs(db, talent, access.audience, access.shared);
}

/** The actor's own profile as a verified organization would see it, before any application. */
export async function previewOf(
	db: Database,
	actor: Actor | undefined
): Promise<{ view: TalentView; hidden: boolean } | undefined> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(db, actor.accountId);
	if (!talent) return undefined;
	return { view: await viewAs(db, talent, 'verified'), hidden: talent.visibility === 'hidden' };
}

/** The actor's own profile with everything in it; undefined when there is none. */
export async function ownView(db: Database, actor: Actor | undefined): Promise<TalentView | undefined> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentOf(db, actor.accountId);
	return talent && viewAs(db, talent, 'own');
}

/**
 * Records that the actor's organizations opened a profile; the page sends this after it was shown. Opening one's
 * own, or a public profile without an organization, leaves no trace. Refuses with `notFound` what may not be seen.
 */
export async function recordView(app: App, actor: Actor | undefined, talentId: string): Promise<void> {
	if (!actor) throw new Refusal('signInFirst');
	const talent = await talentById(app.db, talentId);
	const access = talent && (await accessOf(app.db, actor, talent));
	if (!access) throw new Refusal('notFound');
	for (const organizationId of access.organizations)
		await recordViewFor(app, app.db, actor, organizationId, talentId);
}

/** The same for one organization whose right to see the person has been checked. */
export async function recordViewFor(
	app: App,
	db: Database | Transaction,
	actor: Actor,
	organizationId: string,
	talentId: string
): Promise<void> {
	const since = new Date(app.now().getTime() - viewHours * 3_600_000);
	await db.execute(sql`
		insert into ${profileViews} (id, talent_id, organization_id, account_id, viewed_at)
		select ${newId()}, ${talentId}, ${organizationId}, ${actor.accountId}, ${app.now().toISOString()}::timestamptz
		where not exists (
			select from ${profileViews}
			where talent_id = ${talentId} and organization_id = ${organizationId} and account_id = ${actor.accountId}
				and viewed_at > ${since.toISOString()}::timestamptz
		)`);
}

/** Which ways of contact the person shares with an organization. */
type Shared = Record<keyof Contact, boolean>;
type Access = { audience: Audience; organizations: string[]; shared?: Shared };

/** As whom the viewer sees the talent, and for which of their organizations; undefined when not at all. */
async function accessOf(
	db: Database,
	viewer: Actor | undefined,
	talent: Talent
): Promise<Access | undefined> {
	if (viewer?.accountId === talent.accountId) return { audience: 'own', organizations: [] };
	if (await isSuspended(db, talent)) return undefined;
	const standings = viewer ? await standingsOf(db, viewer, talent.id) : [];
	// Whoever works for a blocked organization sees nothing, also not through another one or a public profile.
	if (standings.some(({ blocked }) => blocked)) return undefined;
	const verified = standings.filter(({ isVerified }) => isVerified);
	const applied = verified.filter(({ shared }) => shared !== null);
	const ids = (list: typeof standings) => list.map(({ organizationId }) => organizationId);
	if (applied.length) {
		const any = (way: keyof Shared) => applied.some(({ shared }) => shared![way]);
		const shared = { email: any('email'), phone: any('phone'), wechat: any('wechat') };
		return { audience: 'applied', organizations: ids(applied), shared };
	}
	if (talent.visibility !== 'hidden' && verified.length)
		return { audience: 'verified', organizations: ids(verified) };
	return talent.visibility === 'public' ? { audience: 'public', organizations: [] } : undefined;
}

/** How each organization of the viewer stands to the talent. */
async function standingsOf(db: Database, viewer: Actor, talentId: string) {
	// What its applications share, also those that the person joined, together; nothing where there are none.
	const shared = sql<Shared | null>`(
		select case when count(*) > 0 then json_build_object('email', bool_or(g.share_email),
			'phone', bool_or(g.share_phone), 'wechat', bool_or(g.share_wechat)) end
		from (
			select a.share_email, a.share_phone, a.share_wechat, a.id, null as member_id, a.listing_id, a.held_until, a.state
			from applications a where a.talent_id = ${talentId}
			union all
			select m.share_email, m.share_phone, m.share_wechat, a.id, m.id, a.listing_id, a.held_until, a.state
			from team_members m join applications a on a.id = m.application_id where m.talent_id = ${talentId}
		) g
		join listings l on l.id = g.listing_id
		where l.organization_id = ${memberships.organizationId} and g.held_until is null
			and not exists (select from consents c where c.application_id = g.id
				and c.member_id is not distinct from g.member_id and c.withdrawn_at is not null)
			and g.state not in ${[...accessEndedStates]})`;
	const blocked = db
		.select({ one: sql`1` })
		.from(blockedOrganizations)
		.where(
			and(
				eq(blockedOrganizations.talentId, talentId),
				eq(blockedOrganizations.organizationId, memberships.organizationId)
			)
		);
	return db
		.select({
			organizationId: memberships.organizationId,
			isVerified: sql<boolean>`${organizations.verification} = 'verified'`,
			shared,
			blocked: sql<boolean>`exists (${blocked})`
		})
		.from(memberships)
		.innerJoin(organizations, eq(organizations.id, memberships.organizationId))
		.where(eq(memberships.accountId, viewer.accountId));
}

async function isSuspended(db: Database | Transaction, talent: Talent): Promise<boolean> {
	const [row] = await db
		.select({ since: accounts.suspendedAt })
		.from(accounts)
		.where(eq(accounts.id, talent.accountId));
	return row?.since !== null;
}

async function viewAs(
	db: Database,
	talent: Talent,
	audience: Audience,
	shared?: Shared
): Promise<TalentView> {
	const profile = await profileOf(db, talent);
	const own = contactOf(talent);
	const given = shared && {
		email: shared.email ? own.email : null,
		phone: shared.phone ? own.phone : null,
		wechat: shared.wechat ? own.wechat : null
	};
	const contact = audience === 'own' ? own : given;
	return { ...profile, audience, indexable: talent.visibility === 'public' && talent.indexable, contact };
}
