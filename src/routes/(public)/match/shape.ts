// What the page shows of a visitor's matches, in words of the reader's language.
import { listingLine } from '#lib/listings/card.ts';
import { pickedQuery } from '#lib/matching/picked.ts';
import { chipStandings, matchSentence, skillName } from '#lib/matching/words.ts';
import type { PickedMatches } from '#lib/server/matching/visitor.ts';

export function shapePicked(matches: PickedMatches) {
	const skills = matches.skills.map((skill) => ({
		id: skill.id,
		name: skillName(skill),
		level: skill.level
	}));
	const query = pickedQuery(skills);
	if (matches.state !== 'roles') return { state: matches.state, skills, query };
	const rows = matches.rows.map(({ card, match }) => {
		const line = listingLine(card, chipStandings(match.lines));
		return {
			// The role's page shows the same match for the skills in its address.
			line: { ...line, href: line.href + query },
			headline: match.headline,
			usePercent: match.usePercent,
			sentence: matchSentence(match),
			lines: match.lines
		};
	});
	return { state: matches.state, skills, query, total: matches.total, rows };
}
