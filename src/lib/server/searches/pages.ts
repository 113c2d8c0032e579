// Saved searches as pages show them: lists in words, and what one of them found.
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { listingLine } from '#lib/listings/card.ts';
import { Refusal } from '#lib/refusal.ts';
import type { FoundLine, SavedSearchLine } from '#lib/searches/types.ts';
import type { App } from '#lib/server/app.ts';
import { listingCards } from '#lib/server/listings/data.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';
import { foundItems, savedSearchesOf, savedSearchFor, type SavedSearch } from '#lib/server/searches/data.ts';
import { searchWords } from '#lib/server/searches/names.ts';

/** Finds on the page of a search; all that there is can be searched. */
const shownMax = 50;

/** The actor's own saved searches, or those of an organization (by its slug) of theirs. */
export async function searchList(
	app: App,
	actor: Actor | undefined,
	slug?: string
): Promise<SavedSearchLine[]> {
	if (!actor) throw new Refusal('signInFirst');
	const { accountId } = actor;
	const scope = slug
		? { organizationId: (await requireMember(app.db, actor, slug)).organization.id }
		: { accountId };
	return linesOf(app, accountId, await savedSearchesOf(app.db, scope));
}

/** A saved search with what it found since it was saved, the latest first. */
export async function searchFinds(app: App, actor: Actor | undefined, id: string, slug?: string) {
	const search = await requireSearch(app, actor, id, slug);
	const items = await foundItems(app.db, id, shownMax);
	const ids = items.map(({ listingId }) => listingId);
	const cards = await listingCards(app.db, ids, dayInNanjing(app.now()));
	const looked = new Date(search.lookedAt);
	const finds = cards.map((card): FoundLine => {
		const found = new Date(items.find(({ listingId }) => listingId === card.id)!.foundAt);
		return { line: listingLine(card), day: dayInNanjing(found), fresh: found > looked };
	});
	return { search: (await linesOf(app, actor!.accountId, [search]))[0]!, finds };
}

/** A saved search the actor may see, of the organization whose page asks for it; any other does not exist. */
export async function requireSearch(
	app: App,
	actor: Actor | undefined,
	id: string,
	slug?: string
): Promise<SavedSearch> {
	if (!actor) throw new Refusal('signInFirst');
	const search = await savedSearchFor(app.db, actor.accountId, id);
	if (!search || search.slug !== (slug ?? null)) throw new Refusal('notFound');
	return search;
}

async function linesOf(app: App, accountId: string, rows: SavedSearch[]): Promise<SavedSearchLine[]> {
	const words = await searchWords(
		app,
		rows.map(({ query }) => query)
	);
	return rows.map(({ id, name, frequency, fresh, accountId: owner }, i) => ({
		...{ id, name, frequency, fresh },
		chips: words[i]!.chips,
		mine: owner === accountId
	}));
}
