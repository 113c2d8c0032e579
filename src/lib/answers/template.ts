// Templates of answers: a text in both languages with places for what differs from person to person. Pure.
import type { Locale } from '#lib/i18n/locale.ts';

export const templateNameMax = 60;
export const templateTextMax = 2_000;
/** Most templates of an organization. */
export const templatesMax = 50;

export type TemplateTexts = { textZh: string; textEn: string };

/** What takes the places: each may be written in either language. */
export type TemplateParts = { name: string; listing: string; organization: string };
/** The places as a writer in each language writes them. */
export const templatePlaces: Record<Locale, TemplateParts> = {
	'zh-CN': { name: '{姓名}', listing: '{岗位}', organization: '{机构}' },
	en: { name: '{name}', listing: '{listing}', organization: '{organization}' }
};
const partNames = ['name', 'listing', 'organization'] as const;

/** The text in the reader's language, or the other where there is none. */
export const textFor = ({ textZh, textEn }: TemplateTexts, locale: Locale): string =>
	locale === 'en' ? textEn || textZh : textZh || textEn;

/** The text with its places filled; what is not a place stays as it is. */
export function fillTemplate(text: string, parts: TemplateParts): string {
	// In one pass: a name that looks like a place is not filled again.
	return text.replace(/\{[^{}]{1,20}\}/g, (written) => {
		const part = partNames.find((name) =>
			[templatePlaces['zh-CN'][name], templatePlaces.en[name]].includes(written)
		);
		return part ? parts[part] : written;
	});
}
