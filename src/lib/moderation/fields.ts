// Which texts of a listing are checked, and what the findings of all of them mean for publishing. Pure.
import { questionsMax } from '#lib/applications/types.ts';
import { checkQuestion, checkText, type Finding } from '#lib/moderation/check.ts';
import { warningRules, type RuleName, type WarningRule } from '#lib/moderation/rule.ts';

/** Fields of roles, courses and bases that people write freely, in the order of the forms. */
const checkedFields = [
	...['titleZh', 'titleEn', 'textZh', 'textEn', 'equityNoteZh', 'equityNoteEn'],
	...['providedByZh', 'providedByEn', 'addressZh', 'addressEn', 'equipmentZh', 'equipmentEn']
] as const;

export type Texts = Readonly<Record<string, unknown>>;
/** Each question of a listing is a field of its own: `questions.0.zh`. */
const questionFields = Array.from({ length: questionsMax }, (_, i) => [
	`questions.${i}.zh`,
	`questions.${i}.en`
]).flat();
const allFields: readonly string[] = [...checkedFields, ...questionFields];

export const isChecked = (field: string) => allFields.includes(field);

/** The text of a checked field, '' when there is none; what stands under its whole name goes first. */
export function checkedText(texts: Texts, field: string): string {
	const [list = '', i, part = ''] = field.split('.');
	const lines = i === undefined ? undefined : texts[list];
	const line: unknown = Array.isArray(lines) ? lines[Number(i)] : undefined;
	const text = texts[field] ?? (line as Texts | undefined)?.[part];
	return typeof text === 'string' ? text : '';
}

/** Every checked text that is not empty, with its field. */
export const checkedTexts = (texts: Texts): { field: string; text: string }[] =>
	allFields.map((field) => ({ field, text: checkedText(texts, field) })).filter(({ text }) => text !== '');

/** Findings by field; fields without any are left out. */
export type FieldFindings = Record<string, Finding[]>;
/** Why a warning is all right here, by rule. */
export type Reasons = Partial<Record<WarningRule, string | null>>;

/** What the rules find in the checked fields of a listing. */
export function checkFields(texts: Texts): FieldFindings {
	const found: FieldFindings = {};
	for (const { field, text } of checkedTexts(texts)) {
		const findings = field.startsWith('questions.') ? checkQuestion(text) : checkText(text);
		if (findings.length) found[field] = findings;
	}
	return found;
}

/** The rules among findings that ask for a reason, each once. */
export function warnedIn(findings: readonly { rule: RuleName }[]): WarningRule[] {
	return warningRules.filter((warned) => findings.some(({ rule }) => rule === warned));
}

export const warnedRules = (found: FieldFindings) => warnedIn(Object.values(found).flat());

/** What keeps a listing from being open: field name → message key. A warning needs a reason, an error other words. */
export function ruleProblems(texts: Texts, reasons: Reasons): Record<string, string> {
	const found = checkFields(texts);
	const blocked = Object.entries(found).filter(([, findings]) =>
		findings.some(({ severity }) => severity === 'error')
	);
	const unexplained = warnedRules(found).filter((rule) => !reasons[rule]?.trim());
	return Object.fromEntries([
		...blocked.map(([field]) => [field, 'moderation_error_words']),
		...unexplained.map((rule) => [`reasons.${rule}`, 'moderation_error_reason'])
	]);
}
