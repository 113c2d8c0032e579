// Rows for the tests of search: organizations, skills and listings as an organization would publish them.
import type { App } from '#lib/server/app.ts';
import { courses } from '#lib/server/courses/table.ts';
import type { Connection, Database } from '#lib/server/db/client.ts';
import { listings, listingSkills } from '#lib/server/listings/table.ts';
import { organizations } from '#lib/server/organizations/table.ts';
import { roles } from '#lib/server/roles/table.ts';
import { markListings } from '#lib/server/search/outbox.ts';
import type { ValueCounts } from '#lib/server/search/port.ts';
import { skillAliases, skillParents, skills } from '#lib/server/skills/table.ts';
import { fold } from '#lib/text/fold.ts';

export const now = new Date('2026-11-23T04:00:00Z');

/** An App with what search needs, and PostgreSQL as its engine unless a Meilisearch is given. */
export function searchApp(
	{ db, sql }: Connection,
	meili: { meiliUrl?: string; meiliKey?: string; meiliPrefix?: string } = {}
): App {
	return { db, sql, environment: meili, now: () => now, searchName: 'postgres' } as unknown as App;
}

export async function addOrganization(
	db: Database,
	id: string,
	nameZh: string,
	verified = true
): Promise<void> {
	const verification = verified
		? { verification: 'verified' as const, verifiedAt: now, verificationDue: '2027-05-01' }
		: {};
	await db.insert(organizations).values({ id, slug: id, kind: 'company', nameZh, ...verification });
}

/** A skill with its aliases, under a parent where one is given. */
export async function addSkill(
	db: Database,
	id: string,
	zh: string,
	en: string,
	aliases: string[] = [],
	parent?: string
) {
	await db.insert(skills).values({ id, zh, en, depth: parent ? 3 : 2, position: 1 });
	if (parent) await db.insert(skillParents).values({ skillId: id, parentId: parent });
	for (const alias of aliases) {
		await db.insert(skillAliases).values({ folded: fold(alias), skillId: id, alias, locale: 'zh-CN' });
	}
}

/** What was found with its counts as maps: engines give them in forms of their own. */
export function comparable<T extends { facets: Record<string, ValueCounts> }>({ facets, ...found }: T) {
	const counts = Object.entries(facets).map(([facet, values]) => [facet, new Map(values)] as const);
	return { ...found, facets: Object.fromEntries(counts) };
}

type Sample = Partial<typeof listings.$inferInsert> & {
	id: string;
	/** Skills that it asks for, and that it teaches. */
	skills?: string[];
	taught?: string[];
	role?: Partial<typeof roles.$inferInsert>;
	course?: Partial<typeof courses.$inferInsert>;
};

/** An open listing, marked for the index as a service would. */
export async function addListing(
	db: Database,
	{ skills: required = [], taught = [], role, course, ...sample }: Sample
): Promise<void> {
	const kind = course ? 'course' : 'role';
	await db.transaction(async (tx) => {
		const open = {
			state: 'open' as const,
			validUntil: '2026-12-31',
			publishedAt: new Date('2026-11-01T00:00:00Z')
		};
		await tx.insert(listings).values({ kind, organizationId: 'ningxi', textZh: '。', ...open, ...sample });
		if (course) {
			await tx
				.insert(courses)
				.values({ listingId: sample.id, type: 'course', studyLevel: 'master', mode: 'onsite', ...course });
		} else await tx.insert(roles).values({ listingId: sample.id, employmentType: 'internship', ...role });
		const named = { required, taught };
		for (const relation of ['required', 'taught'] as const)
			for (const skillId of named[relation])
				await tx.insert(listingSkills).values({ listingId: sample.id, skillId, relation });
		await markListings(tx, [sample.id]);
	});
}
