// What the texts of listings say of the words that were searched for, where their titles do not say them. Texts are
// read and folded once for as long as a card is kept, because searches show the same listings again.
import { locale } from '#lib/i18n/locale.ts';
import type { ListingCard } from '#lib/listings/card.ts';
import type { Excerpt } from '#lib/search/page.ts';
import type { App } from '#lib/server/app.ts';
import { listingTexts } from '#lib/server/listings/data.ts';
import type { Part } from '#lib/server/search/understand.ts';
import { excerptOf, says, type Word } from '#lib/text/excerpt.ts';
import type { Marker } from '#lib/text/highlight.ts';
import { searchable, type Searchable } from '#lib/text/searchable.ts';

/** `folded` holds what was searched before. */
type Texts = { zh: string | null; en: string | null; folded: { zh?: Searchable; en?: Searchable } };
const kept = new WeakMap<ListingCard, Texts>();

/** A listing with its title in the reader's language. */
export type Titled = { card: ListingCard; title: Searchable };

/**
 * By listing: a part of its text with words that its title lacks, in the reader's language if that says any of them.
 * `mark` says where what was searched for stands in a text.
 */
export async function excerptsOf(
	{ db }: App,
	listings: readonly Titled[],
	parts: readonly Part[],
	mark: Marker
): Promise<Map<string, Excerpt>> {
	const words = parts.filter(isSaid).map(wordOf);
	const lacking = listings.flatMap(({ card, title }) => {
		const lacked = words.filter((word) => !says(title.folded, word));
		return lacked.length > 0 ? [{ card, lacked }] : [];
	});
	const unread = lacking.filter(({ card }) => !kept.has(card)).map(({ card }) => card);
	if (unread.length > 0) {
		const texts = await listingTexts(
			db,
			unread.map(({ id }) => id)
		);
		for (const card of unread)
			kept.set(card, { ...(texts.get(card.id) ?? { zh: null, en: null }), folded: {} });
	}
	const found = new Map<string, Excerpt>();
	for (const { card, lacked } of lacking) {
		const excerpt = inEither(kept.get(card)!, lacked, mark);
		if (excerpt) found.set(card.id, excerpt);
	}
	return found;
}

/** What a document must say; districts, kinds and the like are said beside the text. */
const isSaid = ({ as, without }: Part) => !without && (as === 'word' || as === 'phrase' || as === 'skill');

/** All of them are folded. */
const wordOf = ({ text, says, names }: Part): Word =>
	[...new Set([text, ...says, ...names])].filter((name) => name !== '');

const other = { zh: 'en', en: 'zh' } as const;

function inEither(texts: Texts, words: readonly Word[], mark: Marker): Excerpt | undefined {
	const own = locale() === 'en' ? 'en' : 'zh';
	for (const language of [own, other[own]] as const) {
		const whole = searchableOf(texts, language);
		const part = whole && excerptOf(whole, words);
		if (!part) continue;
		const marks = mark(whole, part.from, part.to);
		if (!marks) continue;
		return {
			text: part.before + whole.text.slice(part.from, part.to) + part.after,
			lang: language === own ? undefined : { zh: 'zh-CN', en: 'en' }[language],
			marks: marks.map((place) => place + part.before.length)
		};
	}
	return undefined;
}

function searchableOf(texts: Texts, language: 'zh' | 'en'): Searchable | undefined {
	const text = texts[language];
	return text ? (texts.folded[language] ??= searchable(text)) : undefined;
}
