// From typed words to what an engine is asked: words, their tokens, and the skills they name. Pure.
import type { SkillDirectory } from '#lib/server/skills/directory.ts';
import type { Word } from '#lib/server/search/port.ts';
import { fold } from '#lib/text/fold.ts';
import { queryTokens } from '#lib/text/tokens.ts';

/**
 * The words of a query. When all of it names a skill (by any name or alias) it is one word, "motor imagery";
 * else words are parted by spaces and each may name a skill. Signs alone are no word.
 */
export function readWords(q: string, directory: Pick<SkillDirectory, 'resolve'>): Word[] {
	const folded = fold(q);
	const whole = directory.resolve(folded);
	const texts = whole ? [folded] : folded.split(' ');
	return [...new Set(texts)]
		.map((text) => ({ text, tokens: queryTokens(text), skill: directory.resolve(text)?.id }))
		.filter((word) => word.tokens.length > 0);
}
