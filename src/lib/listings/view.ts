// A listing's whole page in the reader's language: the server reads a ListingPage and turns it into a ListingView, so
// that the page carries one language and no code that words it. Pure; no markup.
import { m } from '#lib/i18n/generated/messages.js';
import { href } from '#lib/i18n/locale.ts';
import { day, pick, type Picked } from '#lib/i18n/text.ts';
import { answerText } from '#lib/answers/figures.ts';
import {
	kindMeta,
	lineSkills,
	listingHref,
	payOf,
	type CardSkill,
	type LineSkill,
	type ListingCard
} from '#lib/listings/card.ts';
import { expiringDays, type ListingKind, type SkillRelation } from '#lib/listings/types.ts';
import { factsOf, type Fact } from '#lib/listings/facts.ts';
import type { ListingPage, PageReference } from '#lib/listings/page.ts';
import {
	benefitWord,
	daysLeftText,
	districtWord,
	kindWord,
	periodText,
	researchWord
} from '#lib/listings/words.ts';
import { organizationKindWord } from '#lib/organizations/words.ts';

/** Open roles that ask for what a course or base gives: how many, the search that lists them, and some of them. */
export type Asking = {
	total: number;
	path: string;
	/** By the id of each skill that is given. */
	bySkill: Readonly<Record<string, number>>;
	roles: ListingCard[];
};

type Link = { href: string; text: string; lang: string | undefined };
export type ListingView = {
	id: string;
	kind: ListingKind;
	title: Picked;
	description: string;
	organizationKind: string;
	organizations: (Link & { verified: boolean })[];
	pay: string;
	meta: string[];
	/** How the organization answers, where enough is known. */
	answers: string | undefined;
	/** The last days, or that it is full: what decides now. */
	soon: string | undefined;
	/** Takes applications at present. */
	open: boolean;
	full: boolean;
	/** Why it takes no applications. */
	notice: string | undefined;
	sample: boolean;
	textHeading: string;
	paragraphs: string[];
	textLang: string | undefined;
	/** Needs as chips, gifts as lines with the roles that ask for them. */
	needs: { heading: string; skills: LineSkill[] }[];
	gifts: { heading: string; skills: (LineSkill & { asked: Link | undefined })[] }[];
	/** The roles that ask for what it gives; without a link where none does. */
	asking: { link: Link | undefined; roles: (Link & { organization: string })[] } | undefined;
	sections: { heading: string; text: string; lang: string | undefined; link?: Link }[];
	facts: Fact[];
	runs: { id: string; dates: string; all: number; left: number; begun: boolean; over: boolean }[];
	parent: Link | undefined;
	children: Link[];
	sourceUrl: string | null;
	url: string | null;
};

export function listingView(page: ListingPage, today: string, asking?: Asking): ListingView {
	const title = pick(page.titleZh, page.titleEn);
	const text = pick(page.textZh, page.textEn);
	const over = page.state === 'closed' || (page.daysLeft ?? 0) < 0;
	const full = !over && page.left === 0;
	const meta = [page.district ? districtWord(page.district) : '', ...kindMeta[page.kind](page)].filter(
		Boolean
	);
	return {
		id: page.id,
		kind: page.kind,
		title,
		description: describe(page, title.text, meta),
		organizationKind: organizationKindWord(page.organizationKind),
		organizations: page.organizations.map(({ slug, zh, en, verified }) => {
			const name = pick(zh, en);
			return { href: href(`/organizations/${slug}`), text: name.text, lang: name.lang, verified };
		}),
		pay: payOf(page),
		meta,
		answers: answerText(page.answers),
		soon: over ? undefined : lastDays(page),
		open: !over && !full,
		full,
		notice: over ? closedNotice(page) : undefined,
		sample: page.sample,
		textHeading: { role: m.listings_role_text, course: m.listings_course_text, base: m.listings_base_text }[
			page.kind
		](),
		paragraphs: text.text.split(/\n\s*\n/).filter(Boolean),
		textLang: text.lang,
		needs: needs(page),
		gifts: gifts(page, asking),
		asking: asking && askingView(page, asking),
		sections: sections(page),
		facts: factsOf(page),
		runs: page.runs.map(({ id, from, to, all, left }) => ({
			id,
			dates: periodText(from, to),
			all,
			left,
			begun: from <= today && to >= today,
			over: to < today
		})),
		parent: page.parent ? reference(page.parent) : undefined,
		children: page.children.map(reference),
		sourceUrl: page.sourceUrl,
		url: page.url
	};
}

function describe(page: ListingPage, title: string, meta: string[]): string {
	const owner = page.organizations[0];
	return m.listings_description({
		kind: kindWord(page.kind),
		title,
		organization: owner ? pick(owner.zh, owner.en).text : '',
		facts: [payOf(page), ...meta].filter(Boolean).join(m.common_separator())
	});
}

function lastDays(page: ListingPage): string | undefined {
	const { daysLeft, admissionTo, validUntil } = page;
	const last = [admissionTo, validUntil].filter((date) => date !== null).sort()[0];
	if (daysLeft === null || daysLeft > expiringDays || !last) return undefined;
	if (daysLeft === 0) return daysLeftText(0);
	return m.listings_days_left_day({ count: daysLeft, day: day(last, { short: true }) });
}

function closedNotice({ closedOn }: ListingPage): string {
	return closedOn ? m.listings_closed_notice_on({ day: day(closedOn) }) : m.listings_closed_notice();
}

function ofRelation(page: ListingPage, relation: SkillRelation): CardSkill[] {
	return page.skills.filter((skill) => skill.relation === relation);
}

function needs(page: ListingPage): ListingView['needs'] {
	const role = page.kind === 'role';
	return [
		{
			heading: role ? m.listings_role_required() : m.listings_give_required(),
			skills: lineSkills(ofRelation(page, 'required'))
		},
		{
			heading: role ? m.listings_role_preferred() : m.listings_give_preferred(),
			skills: lineSkills(ofRelation(page, 'preferred'))
		}
	].filter(({ skills }) => skills.length > 0);
}

function gifts(page: ListingPage, asking: Asking | undefined): ListingView['gifts'] {
	const asked = (id: string) => {
		const count = asking?.bySkill[id] ?? 0;
		const link = href(`/search?kind=role&skill=${id}`);
		return count > 0 ? { href: link, text: m.listings_asked_by({ count }), lang: undefined } : undefined;
	};
	const part = (relation: SkillRelation, heading: string) => {
		const skills = lineSkills(ofRelation(page, relation));
		return { heading, skills: skills.map((skill) => ({ ...skill, asked: asked(skill.id) })) };
	};
	return [part('taught', m.listings_course_taught()), part('practised', m.listings_base_practised())].filter(
		({ skills }) => skills.length > 0
	);
}

function askingView(page: ListingPage, { total, path, roles }: Asking): ListingView['asking'] {
	const words = page.children.length
		? m.listings_asking_programme
		: { role: m.listings_asking_course, course: m.listings_asking_course, base: m.listings_asking_base }[
				page.kind
			];
	return {
		link: total > 0 ? { href: href(path), text: words({ count: total }), lang: undefined } : undefined,
		roles: roles.map((role) => {
			const { text, lang } = pick(role.titleZh, role.titleEn);
			const organization = role.organizations.map(({ zh, en }) => pick(zh, en).text).join(' · ');
			return { href: listingHref('role', role.id), text, lang, organization };
		})
	};
}

const trainingNotes = {
	humans: m.listings_research_note_humans,
	animals: m.listings_research_note_animals,
	both: m.listings_research_note_both
};

function sections(page: ListingPage): ListingView['sections'] {
	const found: ListingView['sections'] = [];
	if (page.researchWith && page.researchWith !== 'none') {
		const setting = [
			page.invasive ? m.listings_research_invasive() : m.listings_research_noninvasive(),
			page.clinical ? m.listings_research_clinical() : ''
		];
		found.push({
			heading: researchWord(page.researchWith),
			text: `${setting.filter(Boolean).join(' · ')}${m.listings_sentence_end()}${trainingNotes[page.researchWith]()}`,
			lang: undefined,
			link: { href: href('/search?q=GCP'), text: m.listings_research_courses(), lang: undefined }
		});
	}
	if (page.benefits?.length) {
		const text = page.benefits.map(benefitWord).join(m.common_separator());
		found.push({ heading: m.listings_role_benefits(), text, lang: undefined });
	}
	const equity = pick(page.equityNoteZh, page.equityNoteEn);
	if (equity.text) found.push({ heading: m.posting_equity(), ...equity });
	const equipment = pick(page.equipmentZh, page.equipmentEn);
	if (equipment.text) found.push({ heading: m.listings_equipment(), ...equipment });
	return found;
}

function reference({ id, zh, en }: PageReference): Link {
	const title = pick(zh, en);
	return { href: listingHref('course', id), text: title.text, lang: title.lang };
}
