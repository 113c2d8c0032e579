// Courses and bases for a talent, by what they would add towards the roles that the person wants.
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { ListingCard } from '#lib/listings/card.ts';
import type { Mark } from '#lib/listings/marks.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { gainOf, missingPrerequisites, wantedGaps, type Gain, type WantedGaps } from '#lib/matching/gain.ts';
import { descendants } from '#lib/matching/near.ts';
import type { KnownGain } from '#lib/matching/shown.ts';
import type { Need } from '#lib/matching/types.ts';
import type { App } from '#lib/server/app.ts';
import type { Basis } from '#lib/server/matching/basis.ts';
import { offersGiving, type OfferRow } from '#lib/server/matching/data.ts';
import { cardsById, nameOf } from '#lib/server/matching/explained.ts';
import type { Person } from '#lib/server/matching/person.ts';
import type { MatchOrder, Page } from '#lib/server/matching/ranking.ts';
import type { WantedRoles } from '#lib/server/matching/wanted.ts';

export type GainMatch = { card: ListingCard; gain: KnownGain; mark: Mark | 'none' };

/** `chosen`: how many of the wanted roles are saved or planned, not the best of the list. */
export type GainMatches =
	| { state: 'nothing-missing' | 'no-wanted-roles' }
	| { state: 'gains'; total: number; wanted: number; chosen: number; rows: GainMatch[] };

/**
 * Open courses or bases that close a gap for the wanted roles, by the weighted share of what is missing or the newest
 * first.
 */
export async function gainsFor(
	app: App,
	basis: Basis,
	person: Person,
	{ chosen, roles: wanted }: WantedRoles,
	marks: ReadonlyMap<string, Mark>,
	kind: Exclude<ListingKind, 'role'>,
	order: MatchOrder,
	{ limit, offset }: Page
): Promise<GainMatches> {
	const gaps = gapsOf(person, wanted);
	if (gaps.roles === 0) return { state: 'no-wanted-roles' };
	if (gaps.missing.length === 0) return { state: 'nothing-missing' };
	const offers = await offersGiving(app.db, kind, giving(basis, gaps), dayInNanjing(app.now()));
	const ranked = offers.flatMap((offer) => {
		if (marks.get(offer.id) === 'hidden') return [];
		const adds = addedBy(basis, person, gaps, offer);
		return adds ? [{ id: offer.id, publishedAt: offer.publishedAt, ...adds }] : [];
	});
	ranked.sort(
		(a, b) =>
			(order === 'new'
				? b.publishedAt - a.publishedAt
				: b.gain.share - a.gain.share || a.missing.length - b.missing.length) || (a.id < b.id ? -1 : 1)
	);
	const page = ranked.slice(offset, offset + limit);
	const cards = await cardsById(app, page);
	const rows = page.flatMap(({ id, ...adds }) => {
		const card = cards.get(id);
		return card ? [{ card, mark: marks.get(id) ?? ('none' as const), gain: withNames(basis, adds) }] : [];
	});
	return { state: 'gains', total: ranked.length, wanted: wanted.length, chosen, rows };
}

/** What these courses and bases would add, by id; those that add nothing are not in it. */
export async function gainsAmong(
	app: App,
	basis: Basis,
	person: Person,
	{ roles: wanted }: WantedRoles,
	ids: string[]
): Promise<ReadonlyMap<string, KnownGain>> {
	const gaps = gapsOf(person, wanted);
	if (gaps.missing.length === 0) return new Map();
	const today = dayInNanjing(app.now());
	const offers = await offersGiving(app.db, undefined, giving(basis, gaps), today, ids);
	const found = new Map<string, KnownGain>();
	for (const offer of offers) {
		const adds = addedBy(basis, person, gaps, offer);
		if (adds) found.set(offer.id, withNames(basis, adds));
	}
	return found;
}

const gapsOf = (person: Person, wanted: WantedRoles['roles']) =>
	wantedGaps(
		person.prepared,
		wanted.map(({ needs }) => needs)
	);

/** The skills that close a gap: those that are missing and what lies under them. */
const giving = (basis: Basis, { missing }: WantedGaps) => [
	...new Set(missing.flatMap(({ skill }) => [skill, ...descendants(basis.children, skill)]))
];

type Added = { gain: Extract<Gain, { state: 'known' }>; missing: Need[] };

function addedBy(basis: Basis, person: Person, gaps: WantedGaps, offer: OfferRow): Added | undefined {
	const gain = gainOf(basis.directory.tree, gaps, offer.gives);
	if (gain.state !== 'known' || gain.gaps === 0) return undefined;
	return { gain, missing: missingPrerequisites(person.prepared, offer.needs) };
}

function withNames(basis: Basis, { gain, missing }: Added): KnownGain {
	const named = (id: string) => nameOf(basis, id);
	return { ...gain, skills: gain.skills.map(named), missing: missing.map(({ skill }) => named(skill)) };
}
