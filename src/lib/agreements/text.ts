// The text of an agreement in one language, from its template and the data of the case. Pure: the same case gives the
// same text. What is accepted is the text as it was stored, never made anew.
import { insurers, type Terms } from '#lib/agreements/types.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { Locale } from '#lib/i18n/locale.ts';
import { count, day, pick } from '#lib/i18n/text.ts';
import type { AgeBand } from '#lib/internships/types.ts';

type Named = { nameZh: string | null; nameEn: string | null };
export type AgreementCase = {
	school: Named | undefined;
	host: Named;
	fullName: string;
	ageBand: AgeBand;
	statedOn: string;
	titleZh: string | null;
	titleEn: string | null;
	from: string;
	to: string;
	terms: Terms;
};

/** Paragraphs, parted by blank lines; the numbered ones are clauses. */
export function agreementText(about: AgreementCase, locale: Locale): string {
	const to = { locale };
	const { terms } = about;
	const name = ({ nameZh, nameEn }: Named) => pick(nameZh, nameEn, locale).text;
	const host = name(about.host);
	const school = about.school && name(about.school);
	const base = pick(about.titleZh, about.titleEn, locale).text;
	const tasks = pick(terms.tasksZh, terms.tasksEn, locale).text;
	const dates = { from: day(about.from, {}, locale), to: day(about.to, {}, locale) };
	const insurer = terms.insurer === insurers[1] && school ? school : host;
	const clauses = [
		m.agreements_text_base({ base, ...dates }, to),
		m.agreements_text_tasks({ tasks }, to),
		m.agreements_text_place({ place: terms.place, hours: count(terms.hoursPerWeek) }, to),
		terms.allowance > 0
			? m.agreements_text_allowance({ amount: count(terms.allowance) }, to)
			: m.agreements_text_no_allowance({}, to),
		m.agreements_text_fees({}, to),
		m.agreements_text_insurance({ insurer }, to),
		m.agreements_text_host({}, to),
		...(school ? [m.agreements_text_school({}, to)] : []),
		m.agreements_text_student({}, to),
		m.agreements_text_age({ day: day(about.statedOn, {}, locale) }, to),
		...(about.ageBand === 'adult' ? [] : [m.agreements_text_guardian({}, to)]),
		m.agreements_text_data({}, to),
		m.agreements_text_evaluation({}, to),
		m.agreements_text_changes({}, to)
	];
	const heads = [
		school ? m.agreements_text_title_three({}, to) : m.agreements_text_title({}, to),
		...(school ? [m.agreements_text_party_school({ name: school }, to)] : []),
		m.agreements_text_party_host({ name: host }, to),
		m.agreements_text_party_student({ name: about.fullName }, to)
	];
	return [...heads, ...clauses.map((clause, i) => m.agreements_text_clause({ n: i + 1, clause }, to))].join(
		'\n\n'
	);
}
