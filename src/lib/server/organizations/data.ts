// Reads of organizations and memberships.
import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database, Transaction } from '#lib/server/db/client.ts';
import { memberships, organizations } from '#lib/server/organizations/table.ts';
import { accounts } from '#lib/server/accounts/table.ts';

export type Organization = typeof organizations.$inferSelect;

export async function organizationBySlug(
	db: Database | Transaction,
	slug: string
): Promise<Organization | undefined> {
	const [row] = await db.select().from(organizations).where(eq(organizations.slug, slug));
	return row;
}

/** The organizations an account acts for, by name. */
export async function organizationsOf(db: Database | Transaction, accountId: string) {
	return db
		.select({
			slug: organizations.slug,
			kind: organizations.kind,
			nameZh: organizations.nameZh,
			nameEn: organizations.nameEn,
			verification: organizations.verification,
			role: memberships.role
		})
		.from(memberships)
		.innerJoin(organizations, eq(organizations.id, memberships.organizationId))
		.where(eq(memberships.accountId, accountId))
		.orderBy(asc(organizations.slug));
}

export async function membersOf(db: Database | Transaction, organizationId: string) {
	return db
		.select({
			accountId: accounts.id,
			email: accounts.email,
			role: memberships.role,
			since: memberships.createdAt
		})
		.from(memberships)
		.innerJoin(accounts, eq(accounts.id, memberships.accountId))
		.where(eq(memberships.organizationId, organizationId))
		.orderBy(asc(memberships.createdAt));
}

/** The organization with this slug and the account's role in it; undefined when either is missing. */
export async function membershipIn(db: Database | Transaction, accountId: string, slug: string) {
	const [row] = await db
		.select({ organization: organizations, role: memberships.role })
		.from(organizations)
		.innerJoin(
			memberships,
			and(eq(memberships.organizationId, organizations.id), eq(memberships.accountId, accountId))
		)
		.where(eq(organizations.slug, slug));
	return row;
}

/** The owners who can be written to: with a proven address, not suspended. */
export async function ownersOf(db: Database | Transaction, organizationId: string) {
	const reachable = and(isNotNull(accounts.emailVerifiedAt), isNull(accounts.suspendedAt));
	return db
		.select({ email: accounts.email, locale: accounts.locale })
		.from(memberships)
		.innerJoin(accounts, eq(accounts.id, memberships.accountId))
		.where(and(eq(memberships.organizationId, organizationId), eq(memberships.role, 'owner'), reachable))
		.orderBy(asc(memberships.createdAt));
}

export async function countOwners(tx: Database | Transaction, organizationId: string): Promise<number> {
	const [row] = await tx
		.select({ owners: sql<number>`count(*)::int` })
		.from(memberships)
		.where(and(eq(memberships.organizationId, organizationId), eq(memberships.role, 'owner')));
	return row?.owners ?? 0;
}
