// A plan in the reader's language, for its page. Pure.
import type { ApplicationState } from '#lib/applications/types.ts';
import { applicationWord } from '#lib/applications/words.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { href } from '#lib/i18n/locale.ts';
import { pick } from '#lib/i18n/text.ts';
import { listingHref, type ListingCard } from '#lib/listings/card.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { periodText } from '#lib/listings/words.ts';
import type { PathwayChoice, Progress } from '#lib/matching/pathway.ts';
import type { NamedSkill } from '#lib/matching/shown.ts';
import { skillNames } from '#lib/matching/words.ts';
import type { ItemState, ItemTrouble } from './types.ts';

/** `card` is absent once nobody may see the listing any more. */
export type PlannedStep = {
	id: string;
	card: ListingCard | undefined;
	/** Id of the run or period. */
	slot: string | null;
	from: string | null;
	to: string | null;
	left: number | null;
	state: ItemState;
	application: ApplicationState | null;
	/** Said by hand. */
	done: boolean;
	closes: NamedSkill[];
	trouble: ItemTrouble | undefined;
};
export type ShownPlan = {
	id: string;
	choice: PathwayChoice;
	role: ListingCard | undefined;
	/** Where the profile stands now, and where it would with all steps. */
	before: Progress;
	after: Progress;
	steps: PlannedStep[];
};

export type PlanStepLine = {
	id: string;
	kind: ListingKind | undefined;
	title: string;
	lang: string | undefined;
	href: string | undefined;
	meta: string[];
	closes: string;
	state: ItemState;
	stateText: string;
	trouble: string;
	/** Where it is applied for, while it can be. */
	apply: string | undefined;
	/** What saying by hand would change; undefined where an application says it. */
	mark: 'done' | 'undone' | undefined;
};
export type PlanLine = {
	id: string;
	title: string;
	lang: string | undefined;
	/** The role's page and its path. */
	href: string;
	path: string;
	done: number;
	total: number;
	progress: string;
	outlook: string;
	/** Whether it should be worked out again. */
	troubled: boolean;
	steps: PlanStepLine[];
};

export function planLine(plan: ShownPlan): PlanLine {
	const { id, role, choice, before, after } = plan;
	const title = pick(role?.titleZh ?? null, role?.titleEn ?? null);
	const page = role ? listingHref('role', role.id) : '';
	const steps = plan.steps.map(stepLine);
	const done = steps.filter(({ state }) => state === 'done').length;
	const isKnown = before.coverage !== undefined && after.coverage !== undefined;
	return {
		...{ id, title: title.text || m.plans_role_gone(), lang: title.lang, done, total: steps.length, steps },
		...{ href: page, path: page && `${page}/path${choice === 'fewest' ? '' : `?by=${choice}`}` },
		progress: m.plans_progress({ done, total: steps.length }),
		outlook: isKnown ? m.plans_outlook({ from: before.coverage!, to: after.coverage! }) : '',
		troubled: steps.some(({ trouble }) => trouble !== '')
	};
}

const stateWords: Record<ItemState, () => string> = {
	planned: m.plans_state_planned,
	applied: m.plans_state_applied,
	admitted: m.plans_state_admitted,
	done: m.plans_state_done
};
const troubleWords: Record<ItemTrouble, () => string> = {
	closed: m.plans_trouble_closed,
	gone: m.plans_trouble_gone,
	past: m.plans_trouble_past,
	full: m.plans_trouble_full
};

function stepLine(step: PlannedStep): PlanStepLine {
	const { id, card, slot, from, to, state, application, done, closes, trouble } = step;
	const title = pick(card?.titleZh ?? null, card?.titleEn ?? null);
	const organizations = card?.organizations.map(({ zh, en }) => pick(zh, en).text).join(' · ') ?? '';
	const stateText = application && !done ? applicationWord(application) : stateWords[state]();
	return {
		...{ id, kind: card?.kind, title: title.text || m.plans_item_gone(), lang: title.lang, state, stateText },
		href: card && listingHref(card.kind, card.id),
		meta: [organizations, from && to ? periodText(from, to) : ''].filter(Boolean),
		closes: closes.length ? m.pathway_closes({ names: skillNames(closes) }) : '',
		trouble: trouble ? troubleWords[trouble]() : '',
		apply: state === 'planned' && !trouble && card ? href(`/apply/${card.id}?slot=${slot}`) : undefined,
		mark: done ? 'undone' : state === 'done' ? undefined : 'done'
	};
}
