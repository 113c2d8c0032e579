// Reads of what a team wrote down. Whoever asks has checked that the reader is of the organization.
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import { accounts } from '#lib/server/accounts/table.ts';
import type { Database } from '#lib/server/db/client.ts';
import { applicationNotes, applicationRatings, applicationTags } from '#lib/server/reviews/table.ts';

/** Notes, newest first, every member's rating, and the tags, each with who it is from. */
export async function reviewOf(db: Database, applicationId: string) {
	const notes = await db
		.select({
			id: applicationNotes.id,
			text: applicationNotes.text,
			at: applicationNotes.createdAt,
			accountId: applicationNotes.accountId,
			by: accounts.email
		})
		.from(applicationNotes)
		.leftJoin(accounts, eq(accounts.id, applicationNotes.accountId))
		.where(and(eq(applicationNotes.applicationId, applicationId), isNull(applicationNotes.removedAt)))
		.orderBy(desc(applicationNotes.createdAt), asc(applicationNotes.id));
	const ratings = await db
		.select({
			rating: applicationRatings.rating,
			at: applicationRatings.at,
			accountId: applicationRatings.accountId,
			by: accounts.email
		})
		.from(applicationRatings)
		.innerJoin(accounts, eq(accounts.id, applicationRatings.accountId))
		.where(eq(applicationRatings.applicationId, applicationId))
		.orderBy(asc(applicationRatings.at));
	const tags = await db
		.select({ tag: applicationTags.tag, by: accounts.email })
		.from(applicationTags)
		.leftJoin(accounts, eq(accounts.id, applicationTags.accountId))
		.where(eq(applicationTags.applicationId, applicationId))
		.orderBy(asc(applicationTags.createdAt), asc(applicationTags.tag));
	return { notes, ratings, tags };
}

/** The organization's tags, for choosing one. */
export async function tagsOf(db: Database, organizationId: string): Promise<string[]> {
	const rows = await db
		.selectDistinct({ tag: applicationTags.tag })
		.from(applicationTags)
		.where(eq(applicationTags.organizationId, organizationId))
		.orderBy(asc(applicationTags.tag))
		.limit(200);
	return rows.map(({ tag }) => tag);
}
