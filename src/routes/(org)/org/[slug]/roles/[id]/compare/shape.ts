// A candidate as a column of the comparison: words of the reader's language, the needs in the order of the rows.
import { m } from '#lib/i18n/generated/messages.js';
import { degreeWord } from '#lib/listings/words.ts';
import { matchSentence, misfitTexts, reasonText } from '#lib/matching/words.ts';
import { proofMark } from '#lib/proofs/words.ts';
import type { Candidate } from '#lib/server/matching/candidates.ts';

/** `available` is the day in words. Every candidate of a role has the same needs in the same order. */
export function columnsOf(candidate: Candidate, available: string | null) {
	const { id, displayName, headline, degree, sample, applied, match, proof } = candidate;
	return {
		...{ id, displayName, headline, sample, applied },
		degree: degree === 'none' ? m.talents_degree_none() : degreeWord(degree),
		proof: proof && proofMark(proof),
		available: available ?? m.matching_compare_available_open(),
		coverage: match.headline,
		use: match.usePercent,
		sentence: matchSentence(match),
		misfits: misfitTexts(match, 'company'),
		cells: match.lines.map((line) => ({
			standing: line.standing,
			points: line.points,
			outOf: line.outOf,
			why: reasonText(line, 'company')
		}))
	};
}
