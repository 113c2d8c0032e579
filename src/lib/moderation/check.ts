// Checks the text of a posting against the rules: pure, the same in the page and on the server. It marks words and
// names rules; whether a posting may be published is decided by the service.
import { read } from './reading.ts';
import { severityOf, type Rule, type RuleName, type Severity } from './rule.ts';
import { age } from './rules/age.ts';
import { askedRules } from './rules/asked.ts';
import { contact } from './rules/contact.ts';
import { disability } from './rules/disability.ts';
import { elitism } from './rules/elitism.ts';
import { ethnicity } from './rules/ethnicity.ts';
import { fee } from './rules/fee.ts';
import { gender } from './rules/gender.ts';
import { health } from './rules/health.ts';
import { hepatitis } from './rules/hepatitis.ts';
import { loan } from './rules/loan.ts';
import { looks } from './rules/looks.ts';
import { marriage } from './rules/marriage.ts';
import { pay } from './rules/pay.ts';
import { religion } from './rules/religion.ts';
import { residence } from './rules/residence.ts';

const rules: Rule[] = [
	...[gender, ethnicity, religion, disability, residence, marriage, hepatitis, fee, loan],
	...[age, elitism, looks, health, contact, pay]
];

/** Words of a text that a rule is about. Offsets are UTF-16 units of the text as it was given, `end` exclusive. */
export type Finding = {
	rule: RuleName;
	severity: Severity;
	start: number;
	end: number;
	/** Whether the words are best left out; else they are a phrase that can be said in another way. */
	drop: boolean;
};

/** Everything the rules find in a text, in its order. About 1 ms for 2,000 characters. */
export const checkText = (text: string): Finding[] => checkBy(rules, text);

/** The same for a question to whoever applies, with what an employer must not ask. */
export function checkQuestion(text: string): Finding[] {
	const said = checkText(text);
	const asked = checkBy(askedRules, text)
		// There is no other way to ask it: the words are best left out.
		.map((finding) => ({ ...finding, drop: true }))
		.filter(({ start, end }) => !said.some((one) => one.start < end && start < one.end));
	return [...said, ...asked].sort((a, b) => a.start - b.start || a.end - b.end);
}

function checkBy(rules: readonly Rule[], text: string): Finding[] {
	const findings: Finding[] = [];
	let offset = 0;
	for (const line of text.split('\n')) {
		if (line) findings.push(...checkLine(rules, line, offset));
		offset += line.length + 1;
	}
	return findings.sort((a, b) => a.start - b.start || a.end - b.end);
}

const sentence = /(?:[^。！？!?；;.]|\.(?! |$))+/g;
const clauseEnd = /[，,、]/;

function checkLine(rules: readonly Rule[], line: string, offset: number): Finding[] {
	const { folded, starts, ends } = read(line);
	const concerned = rules.filter(({ hint }) => hint.test(folded));
	if (!concerned.length) return [];
	return [...folded.matchAll(sentence)].flatMap((match) =>
		concerned.flatMap((rule) =>
			checkSentence(rule, match[0]).map(({ from, to, drop }) => ({
				rule: rule.name,
				severity: severityOf(rule.name),
				start: offset + starts[match.index + from]!,
				end: offset + ends[match.index + to - 1]!,
				drop
			}))
		)
	);
}

/** English patterns are spared sentences without a Latin word: half of the time. */
const latin = /[a-z]{2}/;
const english = new Set(
	rules.flatMap(({ find }) =>
		find.filter(({ source }) => !/[\u3400-\u9fff]/.test(source) && /[a-z]{4}/.test(source))
	)
);

type Span = { from: number; to: number; drop: boolean };

function checkSentence(rule: Rule, original: string): Span[] {
	if (!rule.hint.test(original) || rule.pardonSentence?.test(original)) return [];
	let text = original;
	for (const pattern of rule.harmless) text = text.replace(pattern, (words) => '□'.repeat(words.length));
	const patterns = latin.test(text) ? rule.find : rule.find.filter((pattern) => !english.has(pattern));
	const dropped = (rule.drop ?? []).flatMap((pattern) => spans(text, pattern, true));
	const found = [
		...dropped,
		...patterns.flatMap((pattern) => spans(text, pattern, false)),
		...(rule.measure?.(text) ?? []).map((span) => ({ ...span, drop: false }))
	];
	return merge(found.filter(({ from, to }) => !isPardoned(rule, original, from, to)));
}

function spans(text: string, pattern: RegExp, drop: boolean): Span[] {
	return [...text.matchAll(pattern)].flatMap(({ 0: words, index }) => {
		const start = index + words.length - words.trimStart().length;
		const end = index + words.trimEnd().length;
		return end > start ? [{ from: start, to: end, drop }] : [];
	});
}

/** A pardon holds for the clauses the words stand in. */
function isPardoned({ pardonClause }: Rule, text: string, from: number, to: number): boolean {
	if (!pardonClause) return false;
	let start = from;
	while (start > 0 && !clauseEnd.test(text[start - 1]!)) start--;
	let end = to;
	while (end < text.length && !clauseEnd.test(text[end]!)) end++;
	return pardonClause.test(text.slice(start, end));
}

/** Findings that touch are one; a word to be left out wins over the phrase around it. */
function merge(found: Span[]): Span[] {
	const merged: Span[] = [];
	for (const span of found.sort((a, b) => a.from - b.from || b.to - a.to)) {
		const last = merged.at(-1);
		if (!last || span.from >= last.to) merged.push({ ...span });
		else if (span.drop && !last.drop) merged[merged.length - 1] = span;
		else if (!last.drop) last.to = Math.max(last.to, span.to);
	}
	return merged;
}
