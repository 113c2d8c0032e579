// What operators see of organizations. Anybody else is answered as if the page did not exist.
import { asc, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { organizations } from '#lib/server/organizations/table.ts';

/** Organizations that wait for a decision, the oldest first. */
export async function waitingForVerification(app: App, actor: Actor | undefined) {
	if (!actor?.isOperator) throw new Refusal('notFound');
	return app.db
		.select({
			slug: organizations.slug,
			version: organizations.version,
			kind: organizations.kind,
			nameZh: organizations.nameZh,
			nameEn: organizations.nameEn,
			creditCode: organizations.creditCode,
			district: organizations.district,
			website: organizations.website
		})
		.from(organizations)
		.where(inArray(organizations.verification, ['pending', 'unverified']))
		.orderBy(asc(organizations.createdAt), asc(organizations.id));
}
