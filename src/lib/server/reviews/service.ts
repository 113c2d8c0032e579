// A team's own words about an application: notes, ratings, tags. The person never sees them.
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { tagsMax } from '#lib/reviews/schema.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { requireReceived } from '#lib/server/applications/received.ts';
import { reviewOf, tagsOf } from '#lib/server/reviews/data.ts';
import { applicationNotes, applicationRatings, applicationTags } from '#lib/server/reviews/table.ts';

/** What the team wrote about an application the actor's organization may see, and the tags it uses elsewhere. */
export async function teamReview(app: App, actor: Actor | undefined, slug: string, id: string) {
	const { organization } = await requireReceived(app.db, actor, slug, id);
	const { notes, ratings, tags } = await reviewOf(app.db, id);
	const isOwn = ({ accountId }: { accountId: string | null }) => accountId === actor!.accountId;
	return {
		notes: notes.map((note) => ({ ...note, own: isOwn(note) })),
		ratings,
		ownRating: ratings.find(isOwn)?.rating ?? null,
		tags,
		known: await tagsOf(app.db, organization.id)
	};
}

export async function addNote(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	text: string
): Promise<void> {
	await requireReceived(app.db, actor, slug, id);
	const { accountId } = actor!;
	await app.db.insert(applicationNotes).values({ applicationId: id, accountId, text, createdAt: app.now() });
}

/** Takes the actor's own note away, or brings it back; returns its id. Anybody else's answers as if it did not exist. */
export async function removeNote(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	note: string,
	back = false
): Promise<string> {
	await requireReceived(app.db, actor, slug, id);
	const [changed] = await app.db
		.update(applicationNotes)
		.set({ removedAt: back ? null : app.now() })
		.where(
			and(
				eq(applicationNotes.id, note),
				eq(applicationNotes.applicationId, id),
				eq(applicationNotes.accountId, actor!.accountId),
				back ? isNotNull(applicationNotes.removedAt) : isNull(applicationNotes.removedAt)
			)
		)
		.returning({ id: applicationNotes.id });
	if (!changed) throw new Refusal('notFound');
	return changed.id;
}

/** Sets the actor's rating of an application; null takes it back. */
export async function rate(
	app: App,
	actor: Actor | undefined,
	slug: string,
	id: string,
	rating: number | null
): Promise<void> {
	await requireReceived(app.db, actor, slug, id);
	const { accountId } = actor!;
	const own = and(eq(applicationRatings.applicationId, id), eq(applicationRatings.accountId, accountId));
	if (rating === null) return void (await app.db.delete(applicationRatings).where(own));
	const set = { rating, at: app.now() };
	await app.db
		.insert(applicationRatings)
		.values({ applicationId: id, accountId, ...set })
		.onConflictDoUpdate({ target: [applicationRatings.applicationId, applicationRatings.accountId], set });
}

export async function addTag(app: App, actor: Actor | undefined, slug: string, id: string, tag: string) {
	const { organization } = await requireReceived(app.db, actor, slug, id);
	const row = { applicationId: id, tag, organizationId: organization.id, accountId: actor!.accountId };
	if ((await app.db.$count(applicationTags, eq(applicationTags.applicationId, id))) >= tagsMax)
		throw new Refusal('invalid', { tag: 'reviews_error_tags_many' });
	await app.db
		.insert(applicationTags)
		.values({ ...row, createdAt: app.now() })
		.onConflictDoNothing();
}

export async function removeTag(app: App, actor: Actor | undefined, slug: string, id: string, tag: string) {
	await requireReceived(app.db, actor, slug, id);
	await app.db
		.delete(applicationTags)
		.where(and(eq(applicationTags.applicationId, id), eq(applicationTags.tag, tag)));
}
