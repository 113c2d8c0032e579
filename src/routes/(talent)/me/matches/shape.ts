// Matches as the page shows them: words of the reader's language only, so that little travels.
import { listingLine } from '#lib/listings/card.ts';
import { chipStandings, gainTexts, matchSentence, misfitTexts } from '#lib/matching/words.ts';
import type { TalentMatches } from '#lib/server/matching/service.ts';

export function shapeMatches(matches: TalentMatches) {
	if (matches.state === 'roles') {
		const rows = matches.rows.map(({ card, match, fresh, mark }) => ({
			fresh,
			mark,
			line: listingLine(card, chipStandings(match.lines)),
			headline: match.headline,
			usePercent: match.usePercent,
			sentence: matchSentence(match),
			lines: match.lines,
			misfits: misfitTexts(match, 'talent')
		}));
		return { ...matches, rows };
	}
	if (matches.state === 'gains') {
		const rows = matches.rows.map(({ card, gain, mark }) => ({
			mark,
			line: listingLine(card),
			...gainTexts(gain)
		}));
		return { ...matches, rows };
	}
	return matches;
}
