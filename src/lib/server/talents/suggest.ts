// Suggestions while somebody types into the search for talents: skills, and what talents may wish or have. From the
// skill tree and closed lists alone: nothing that any person said is offered, and nothing is written down.
import type { Actor } from '#lib/accounts/types.ts';
import { longestTyped, type Suggestion, type Suggestions } from '#lib/search/suggestions.ts';
import type { App } from '#lib/server/app.ts';
import { soundsOf } from '#lib/server/search/sounds.ts';
import { readings, suggestSkills } from '#lib/server/search/suggest.ts';
import { skillDirectory, type SkillDirectory } from '#lib/server/skills/directory.ts';
import { requireViewer } from '#lib/server/talents/search.ts';
import { talentValueWord } from '#lib/server/talents/words.ts';
import { talentFacetWord } from '#lib/talents/search-words.ts';
import { talentFacetWords } from '#lib/talents/search.ts';
import { fold } from '#lib/text/fold.ts';

const mostFilters = 4;
const named = ['degree', 'type', 'district'] as const;

/** What may be meant by what was typed so far; for members of a verified organization. */
export async function suggestForTalents(
	app: App,
	actor: Actor | undefined,
	slug: string,
	typed: string
): Promise<Suggestions> {
	await requireViewer(app, actor, slug);
	const words = [...typed].slice(0, longestTyped).join('').replace(/\s+/gu, ' ').trim();
	if (words === '') return {};
	const [skills, directory] = await Promise.all([suggestSkills(app, words), skillDirectory(app.db)]);
	return { skills, filters: suggestFilters(words, directory) };
}

function suggestFilters(words: string, directory: SkillDirectory): Suggestion[] {
	for (const { before, last } of readings(words)) {
		const folded = fold(last);
		const found = named.flatMap((facet) =>
			talentFacetWords[facet]!.map((value) => ({
				facet,
				value,
				text: talentValueWord(facet, value, directory)
			}))
		);
		const begun = found.filter(({ text }) => begins(text, folded)).slice(0, mostFilters);
		if (begun.length === 0) continue;
		return begun.map(({ facet, value, text }) => ({
			text,
			also: talentFacetWord(facet),
			q: before,
			filter: { facet, value }
		}));
	}
	return [];
}

const begins = (text: string, folded: string) =>
	fold(text).startsWith(folded) ||
	(folded.length > 1 && soundsOf(text).some((sound) => sound.startsWith(folded)));
