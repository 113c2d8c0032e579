// A person made ready to be matched: the skills with their weights, the wishes, the degree. Nothing else about a
// person may be read here.
import type { Actor } from '#lib/accounts/types.ts';
import type { Degree } from '#lib/listings/types.ts';
import { misfitsOf, type Misfit } from '#lib/matching/misfit.ts';
import { prepareTalent, type PreparedTalent } from '#lib/matching/prepared.ts';
import type { Own } from '#lib/matching/shown.ts';
import type { TalentSkill, Wishes } from '#lib/matching/types.ts';
import type { App } from '#lib/server/app.ts';
import type { Basis } from '#lib/server/matching/basis.ts';
import type { RoleRow } from '#lib/server/matching/data.ts';
import { skillsOf, talentOf } from '#lib/server/talents/data.ts';

/** `notes` are the person's own words about a skill, by its id. The degree of a visitor is not known. */
export type Person = {
	degree: Degree | null;
	wishes: Wishes;
	prepared: PreparedTalent;
	notes: ReadonlyMap<string, string>;
	/** Only for the person's own eyes. */
	own?: Own;
};

/** The actor's own profile, ready to be matched; undefined when there is none. */
export async function personOf(
	app: App,
	basis: Basis,
	actor: Pick<Actor, 'accountId'>
): Promise<Person | undefined> {
	const talent = await talentOf(app.db, actor.accountId);
	if (!talent) return undefined;
	const { wishDistricts, wishTypes, wishPay, wishPayUnit, wishDaysPerWeek, availableFrom, degree } = talent;
	const pay = wishPay === null || wishPayUnit === null ? null : { least: wishPay, unit: wishPayUnit };
	const wishes = {
		districts: wishDistricts,
		types: wishTypes,
		pay,
		daysPerWeek: wishDaysPerWeek,
		availableFrom
	};
	const skills = (await skillsOf(app.db, talent.id)).map(({ id, level, evidence, note }) => ({
		skill: id,
		level,
		evidence,
		note
	}));
	const levels = Object.fromEntries(skills.map(({ skill, level }) => [skill, level]));
	return { ...preparePerson(basis, { degree, wishes }, skills), own: { version: talent.version, levels } };
}

export function preparePerson(
	{ directory, idf }: Basis,
	{ degree, wishes }: { degree: Degree | null; wishes: Wishes },
	skills: (TalentSkill & { note: string })[]
): Person {
	const notes = new Map(skills.map(({ skill, note }) => [skill, note]));
	return { degree, wishes, notes, prepared: prepareTalent(directory.tree, idf, skills) };
}

/** What does not fit besides skills. */
export function misfitsFor(
	{ degree, wishes }: Pick<Person, 'degree' | 'wishes'>,
	role: Pick<RoleRow, 'degree' | 'terms'>
): Misfit[] {
	return misfitsOf(
		{ degree, availableFrom: wishes.availableFrom },
		{ degree: role.degree, startsOn: role.terms.startsOn }
	);
}
