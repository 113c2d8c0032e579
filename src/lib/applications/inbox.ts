// What an organization's list of applications is narrowed by, as the URL says it, and what may be read from it.
import { applicationStates, accessEndedStates, type ApplicationState } from '#lib/applications/types.ts';
import { movesFrom, statesOf, type Track } from '#lib/applications/moves.ts';
import { listingKinds, type ListingKind } from '#lib/listings/types.ts';
import { tagMax, tagOf } from '#lib/reviews/schema.ts';

export const inboxViews = ['board', 'table'] as const;
export type InboxView = (typeof inboxViews)[number];

export type InboxFilter = {
	view: InboxView;
	kind: ListingKind | undefined;
	listing: string | undefined;
	state: ApplicationState | undefined;
	/** Only what the organization has not answered yet. */
	unanswered: boolean;
	/** A tag of the team's. */
	tag: string | undefined;
	page: number;
};

/** Rows of a column of the board, and of a page of the table. */
export const columnRows = 20;
export const tableRows = 50;
const pagesMax = 1_000;

const oneOf = <T extends string>(words: readonly T[], word: string | null) =>
	words.find((known) => known === word);

export function readInboxFilter(query: URLSearchParams): InboxFilter {
	const listing = query.get('listing') ?? '';
	return {
		view: oneOf(inboxViews, query.get('view')) ?? 'board',
		kind: oneOf(listingKinds, query.get('kind')),
		listing: /^[a-z0-9]{1,40}$/.test(listing) ? listing : undefined,
		state: oneOf(applicationStates, query.get('state')),
		unanswered: query.has('unanswered'),
		tag: tagOf(query.get('tag') ?? '').slice(0, tagMax) || undefined,
		page: Math.min(pagesMax, Math.max(1, Math.trunc(Number(query.get('page'))) || 1))
	};
}

/** The filter as a query, '' for the plain list; a changed filter starts at its first page. */
export function inboxQuery(filter: InboxFilter, change: Partial<InboxFilter> = {}): string {
	const { view, kind, listing, state, unanswered, tag, page } = { ...filter, page: 1, ...change };
	const query = new URLSearchParams();
	if (view !== 'board') query.set('view', view);
	if (kind) query.set('kind', kind);
	if (listing) query.set('listing', listing);
	if (state) query.set('state', state);
	if (unanswered) query.set('unanswered', '');
	if (tag) query.set('tag', tag);
	if (page > 1) query.set('page', String(page));
	const text = query.toString().replaceAll('=&', '&').replace(/=$/, '');
	return text && `?${text}`;
}

/** The list that an application's page was opened from, as that page's query carries it. */
export const fromList = (filter: InboxFilter): string => {
	const query = inboxQuery(filter, { page: filter.page });
	return query && `?list=${encodeURIComponent(query)}`;
};

/** The query of that list again; only what a list understands. */
export function listQuery(query: URLSearchParams): string {
	const filter = readInboxFilter(new URLSearchParams(query.get('list') ?? ''));
	return inboxQuery(filter, { page: filter.page });
}

const gone: readonly ApplicationState[] = accessEndedStates;

/** The columns of the board: the states in which an organization sees applications of a kind. */
export const columnsOf = (kind: ListingKind): ApplicationState[] =>
	statesOf(kind).filter((state) => !gone.includes(state));

/** Those with how many each holds. What only an internship comes to after hiring is left out while there is none. */
export function boardColumns(
	kind: ListingKind,
	totals: ReadonlyMap<ApplicationState, number>,
	rows: readonly { moves: readonly ApplicationState[] }[]
) {
	const afterHiring = ['completed', 'endedEarly'];
	return columnsOf(kind)
		.map((state) => ({ state, total: totals.get(state) ?? 0 }))
		.filter(
			({ state, total }) =>
				kind !== 'role' ||
				!afterHiring.includes(state) ||
				total > 0 ||
				rows.some(({ moves }) => moves.includes(state))
		);
}

/** What an organization may do with a row of a list. */
export const listMoves = (track: Track, state: ApplicationState) =>
	movesFrom(track, state, 'organization').filter((to) => to !== 'viewed' && to !== state);

/** Moves that need words, or a time and place: they are made on the application's own page. */
export const worded: readonly ApplicationState[] = ['interview', 'rejected'];
