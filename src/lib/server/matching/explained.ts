// A pair of person and role as pages show it: the explanation with the names of skills, and the listings' cards. Who may
// see it is decided by whoever asks.
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { ListingCard } from '#lib/listings/card.ts';
import type { SkillLevel } from '#lib/listings/types.ts';
import { explain } from '#lib/matching/explanation.ts';
import type { NamedSkill, ShownMatch } from '#lib/matching/shown.ts';
import type { App } from '#lib/server/app.ts';
import { listingCards } from '#lib/server/listings/data.ts';
import type { Basis } from '#lib/server/matching/basis.ts';
import type { RoleRow } from '#lib/server/matching/data.ts';
import { misfitsFor, type Person } from '#lib/server/matching/person.ts';

export type RoleMatch = { card: ListingCard; match: ShownMatch };

/** The roles with their cards and explanations, in order; what has no card or explanation any more is left out. */
export async function explainedRoles(
	app: App,
	basis: Basis,
	person: Person,
	roles: readonly RoleRow[]
): Promise<RoleMatch[]> {
	const cards = await cardsById(app, roles);
	return roles.flatMap((role) => {
		const card = cards.get(role.id);
		const match = shownMatch(basis, person, role);
		return card && match ? [{ card, match }] : [];
	});
}

export async function cardsById(
	app: App,
	rows: readonly { id: string }[]
): Promise<Map<string, ListingCard>> {
	const ids = rows.map(({ id }) => id);
	const cards = await listingCards(app.db, ids, dayInNanjing(app.now()));
	return new Map(cards.map((card) => [card.id, card]));
}

/** The explanation with names; undefined when there is not enough data for one. */
export function shownMatch(basis: Basis, person: Person, role: RoleRow): ShownMatch | undefined {
	const explanation = explain(person.prepared, role.needs);
	if (explanation.state !== 'explained') return undefined;
	const { headline, usePercent, required, preferred } = explanation;
	const lines = explanation.lines.map(({ need, standing, points, outOf, via }) => ({
		...{
			skill: nameOf(basis, need.skill),
			relation: need.relation,
			level: need.level,
			standing,
			points,
			outOf
		},
		via: via && {
			skill: nameOf(basis, via.skill.skill),
			level: (via.skill.level ?? 1) as SkillLevel,
			evidence: via.skill.evidence,
			relatedness: via.relatedness,
			note: person.notes.get(via.skill.skill) ?? ''
		}
	}));
	const degree = { asked: role.degree, own: person.degree };
	return { headline, usePercent, required, preferred, lines, misfits: misfitsFor(person, role), degree };
}

/** A skill newer than the tree in memory has no name there for up to a minute. */
export function nameOf({ directory }: Basis, id: string): NamedSkill {
	const { zh, en } = directory.get(id) ?? { zh: id, en: id };
	return { id, zh, en };
}
