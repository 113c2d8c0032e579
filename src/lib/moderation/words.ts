// What a person reads about a rule: its name, where it comes from, and the words that could stand instead.
import { m } from '#lib/i18n/generated/messages.js';
import type { Locale } from '#lib/i18n/locale.ts';
import type { Finding } from '#lib/moderation/check.ts';
import type { RuleName } from '#lib/moderation/rule.ts';

type Said = (inputs?: Record<string, never>, options?: { locale?: Locale }) => string;
type Words = { name: Said; law: Said; instead?: Said };

const words: Record<RuleName, Words> = {
	gender: { name: m.moderation_gender, law: m.moderation_gender_law, instead: m.moderation_gender_instead },
	ethnicity: {
		name: m.moderation_ethnicity,
		law: m.moderation_ethnicity_law,
		instead: m.moderation_ethnicity_instead
	},
	religion: {
		name: m.moderation_religion,
		law: m.moderation_religion_law,
		instead: m.moderation_religion_instead
	},
	disability: {
		name: m.moderation_disability,
		law: m.moderation_disability_law,
		instead: m.moderation_disability_instead
	},
	residence: {
		name: m.moderation_residence,
		law: m.moderation_residence_law,
		instead: m.moderation_residence_instead
	},
	marriage: {
		name: m.moderation_marriage,
		law: m.moderation_marriage_law,
		instead: m.moderation_marriage_instead
	},
	hepatitis: { name: m.moderation_hepatitis, law: m.moderation_hepatitis_law },
	fee: { name: m.moderation_fee, law: m.moderation_fee_law },
	loan: { name: m.moderation_loan, law: m.moderation_loan_law },
	age: { name: m.moderation_age, law: m.moderation_age_law, instead: m.moderation_age_instead },
	elitism: {
		name: m.moderation_elitism,
		law: m.moderation_elitism_law,
		instead: m.moderation_elitism_instead
	},
	looks: { name: m.moderation_looks, law: m.moderation_looks_law },
	health: { name: m.moderation_health, law: m.moderation_health_law, instead: m.moderation_health_instead },
	contact: {
		name: m.moderation_contact,
		law: m.moderation_contact_law,
		instead: m.moderation_contact_instead
	},
	pay: { name: m.moderation_pay, law: m.moderation_pay_law }
};

export const ruleWord = (rule: RuleName): string => words[rule].name();
export const lawWord = (rule: RuleName): string => words[rule].law();

const HAN = /\p{Script=Han}/u;

/** Words to stand in the place of a finding, in the language of the text; '' where they are best left out. */
export function proposalFor({ rule, start, end, drop }: Finding, text: string): string {
	const { instead } = words[rule];
	if (drop || !instead) return '';
	const chinese = HAN.test(text.slice(start, end)) || HAN.test(text.slice(Math.max(0, start - 8), start));
	const proposal = instead({}, { locale: chinese ? 'zh-CN' : 'en' });
	const opens = start === 0 || /[.!?\n]\s*$/.test(text.slice(0, start));
	return opens ? proposal[0]!.toUpperCase() + proposal.slice(1) : proposal;
}

/**
 * The text with a finding's words replaced by the proposal. Where words are left out, a comma that would stand alone
 * goes with them.
 */
export function takeProposal(finding: Finding, text: string): string {
	const proposal = proposalFor(finding, text);
	const before = text.slice(0, finding.start);
	const after = text.slice(finding.end);
	if (proposal || finding.drop) return before + proposal + after;
	if (/^\s*([。；;.！!]|$)/m.test(after)) return before.replace(/[，,、]\s*$/, '') + after;
	return /(^|[，,、。；;：:.\n]\s*)$/.test(before)
		? before + after.replace(/^[，,、；;]\s*/, '')
		: before + after;
}
