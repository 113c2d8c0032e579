// What a rule about postings is made of: its name, how severe it is, and the patterns that find its words.

/** Limits of the law: words of these rules keep a posting from being published. */
export const blockingRules = [
	'gender',
	'ethnicity',
	'religion',
	'disability',
	'residence',
	'marriage',
	'hepatitis',
	'fee',
	'loan'
] as const;
/** What usually is unfair or not allowed, but may have a reason: it is asked for. */
export const warningRules = ['age', 'elitism', 'looks', 'health', 'contact', 'pay'] as const;
export const ruleNames = [...blockingRules, ...warningRules] as const;
export type RuleName = (typeof ruleNames)[number];
export type WarningRule = (typeof warningRules)[number];
export type Severity = 'error' | 'warning';

export function severityOf(rule: RuleName): Severity {
	return (blockingRules as readonly string[]).includes(rule) ? 'error' : 'warning';
}

/** How one rule reads a sentence. All patterns see folded text: simplified characters, lower case, half width. */
export type Rule = {
	name: RuleName;
	/** No sentence without one of these words is looked at: keeps the check fast. */
	hint: RegExp;
	/** Harmless expressions, taken out before the patterns look (global). */
	harmless: RegExp[];
	/** A clause with one of these is not looked at. */
	pardonClause?: RegExp;
	/** A whole sentence with one of these is not looked at. */
	pardonSentence?: RegExp;
	/** What is found (global); the match is what gets marked. */
	find: RegExp[];
	/** Finds what takes more than a pattern: spans of the sentence. */
	measure?: (sentence: string) => { from: number; to: number }[];
	/** Patterns whose match is a word to be left out, not a phrase to be said otherwise (global). */
	drop?: RegExp[];
};
