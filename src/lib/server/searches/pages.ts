// Saved searches as pages show them: lists in words, and what one of them found. Rows are read with the reader's
// rights: what was found once may have closed, or hidden, since.
import type { Actor } from '#lib/accounts/types.ts';
import { dayInNanjing } from '#lib/i18n/text.ts';
import { listingLine, type ListingLine } from '#lib/listings/card.ts';
import { Refusal } from '#lib/refusal.ts';
import { savedTalentQuery } from '#lib/searches/query.ts';
import type { FoundLine, SavedSearchLine } from '#lib/searches/types.ts';
import type { App } from '#lib/server/app.ts';
import { listingCards } from '#lib/server/listings/data.ts';
import { talentsByIds } from '#lib/server/matching/data.ts';
import { requireMember } from '#lib/server/organizations/membership.ts';
import { foundItems, savedSearchesOf, savedSearchFor, type SavedSearch } from '#lib/server/searches/data.ts';
import { searchWords } from '#lib/server/searches/names.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { talentLine } from '#lib/server/talents/line.ts';
import type { TalentLine } from '#lib/talents/found.ts';

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
	const organizationId = slug && (await requireMember(app.db, actor, slug)).organization.id;
	return linesOf(app, accountId, await savedSearchesOf(app.db, accountId, organizationId));
}

/** A saved search with what it found since it was saved, the latest first. */
export async function searchFinds(app: App, actor: Actor | undefined, id: string, slug?: string) {
	const search = await requireSearch(app, actor, id, slug);
	const { accountId } = actor!;
	const items = await foundItems(app.db, accountId, id, shownMax);
	const found = new Map(items.map((item) => [item.id, new Date(item.foundAt)]));
	const rows = await rowsOf(app, accountId, search, [...found.keys()]);
	const looked = new Date(search.lookedAt);
	const finds = rows.map((row): FoundLine => {
		const at = found.get((row.line ?? row.talent).id)!;
		return { ...row, day: dayInNanjing(at), fresh: at > looked };
	});
	return { search: (await linesOf(app, accountId, [search]))[0]!, finds };
}

type Row = { line: ListingLine; talent?: undefined } | { line?: undefined; talent: TalentLine };

/** The rows of what was found, those that may still be seen, in order. */
async function rowsOf(
	app: App,
	accountId: string,
	{ kind, query, organizationId }: SavedSearch,
	ids: string[]
): Promise<Row[]> {
	if (kind === 'listing') {
		const cards = await listingCards(app.db, ids, dayInNanjing(app.now()));
		return cards.map((card) => ({ line: listingLine(card) }));
	}
	const people = await talentsByIds(app.db, ids, { accountId, organizationId: organizationId! });
	const directory = await skillDirectory(app.db);
	const wanted = new Set(savedTalentQuery(query).filters.skill);
	return people.map((person) => ({ talent: talentLine(person, directory, wanted) }));
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
	const words = await searchWords(app, rows);
	return rows.map(({ id, kind, name, frequency, fresh, accountId: owner }, i) => ({
		...{ id, kind, name, frequency, fresh },
		chips: words[i]!.chips,
		mine: owner === accountId
	}));
}
