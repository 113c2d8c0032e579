// What of an organization's own listings its desk shows: a state, words of a title, a page. All of it in the address.
import { listingStates, type ListingState } from '#lib/listings/types.ts';

export type DeskQuery = { state: ListingState | undefined; words: string; page: number };

export const deskRows = 50;
const longestWords = 80;
const lastPage = 10_000;

/** What an address asks for; what it says wrongly is as if it said nothing. */
export function parseDesk(parameters: URLSearchParams): DeskQuery {
	const page = Number(parameters.get('page'));
	return {
		state: listingStates.find((state) => state === parameters.get('state')),
		words: (parameters.get('words') ?? '').trim().slice(0, longestWords),
		page: Number.isInteger(page) && page >= 1 && page <= lastPage ? page : 1
	};
}

/** The part of an address behind its path; '' for everything. */
export function deskSearch({ state, words, page }: DeskQuery): string {
	const parameters = new URLSearchParams();
	if (state) parameters.set('state', state);
	if (words) parameters.set('words', words);
	if (page > 1) parameters.set('page', String(page));
	const search = parameters.toString();
	return search && `?${search}`;
}
