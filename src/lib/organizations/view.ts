// An organization's page in the reader's language.
import { answerText, type AnswerFigures } from '#lib/answers/figures.ts';
import { day, pick, type Picked } from '#lib/i18n/text.ts';
import { districtWord } from '#lib/listings/words.ts';
import { m } from '#lib/i18n/generated/messages.js';
import type { District, OrganizationKind } from '#lib/organizations/types.ts';
import { organizationKindWord } from '#lib/organizations/words.ts';

/** An organization as everybody may see it. */
export type PublicOrganization = {
	id: string;
	slug: string;
	kind: OrganizationKind;
	nameZh: string | null;
	nameEn: string | null;
	aboutZh: string | null;
	aboutEn: string | null;
	creditCode: string | null;
	district: District | null;
	website: string | null;
	verified: boolean;
	verifiedOn: string | null;
	/** How it answers; null where nothing was counted. */
	answers: AnswerFigures | null;
	sample: boolean;
};

export type OrganizationView = {
	slug: string;
	name: Picked;
	/** Its name in the other language, where it has one. */
	otherName: Picked | undefined;
	kind: string;
	place: string;
	verified: string | undefined;
	answers: string | undefined;
	paragraphs: string[];
	lang: string | undefined;
	website: string | null;
	creditCode: string | null;
	sample: boolean;
};

export function organizationView(organization: PublicOrganization): OrganizationView {
	const { slug, kind, nameZh, nameEn, district, verified, verifiedOn, website, creditCode, sample } =
		organization;
	const name = pick(nameZh, nameEn);
	const about = pick(organization.aboutZh, organization.aboutEn);
	const other = name.text === nameZh ? nameEn : nameZh;
	return {
		...{ slug, name, website, creditCode, sample },
		otherName: other ? { text: other, lang: other === nameEn ? 'en' : 'zh-CN' } : undefined,
		kind: organizationKindWord(kind),
		place: district ? districtWord(district) : m.listings_district_none(),
		verified: verified && verifiedOn ? m.organizations_verified_on({ day: day(verifiedOn) }) : undefined,
		answers: answerText(organization.answers),
		paragraphs: about.text.split(/\n\s*\n/).filter(Boolean),
		lang: about.lang
	};
}
