// The match for somebody without an account: skills recognised in a pasted text or picked one by one. Nothing of it is
// stored, and the text goes nowhere from here: not into a row, a log or an address.
import { firstLevel, pickedMax, type PickedSkill } from '#lib/matching/picked.ts';
import type { PickInput, TextInput } from '#lib/matching/schema.ts';
import type { NamedSkill, Panel } from '#lib/matching/shown.ts';
import type { Wishes } from '#lib/matching/types.ts';
import { weights } from '#lib/matching/weights.ts';
import { Refusal } from '#lib/refusal.ts';
import { countTry } from '#lib/server/accounts/limit.ts';
import type { App } from '#lib/server/app.ts';
import { matchBasis, type Basis } from '#lib/server/matching/basis.ts';
import { roleToMatch } from '#lib/server/matching/data.ts';
import { explainedRoles, nameOf, shownMatch, type RoleMatch } from '#lib/server/matching/explained.ts';
import { preparePerson, type Person } from '#lib/server/matching/person.ts';
import { rankedRoles, type MatchOrder, type Page } from '#lib/server/matching/ranking.ts';
import { skillDirectory } from '#lib/server/skills/directory.ts';
import { recogniserFor } from '#lib/server/skills/recogniser.ts';
import { recognise } from '#lib/skills/recognise.ts';

const noWishes: Wishes = { districts: [], types: [], pay: null, availableFrom: null, daysPerWeek: null };

/** The skills a text speaks of, most mentioned first. `network` is whose tries are counted. */
export async function readSkills(app: App, network: string, { text }: TextInput): Promise<PickedSkill[]> {
	await countTry(app, [['matchText', network]]);
	const found = recognise(recogniserFor(await skillDirectory(app.db)), text);
	return found.slice(0, pickedMax).map(({ id }) => ({ id, level: firstLevel }));
}

/** The picked skills after a change: others' levels, one dropped, one added by any of its names. */
export async function changePicked(app: App, { skills, drop, add }: PickInput): Promise<PickedSkill[]> {
	const kept = skills.filter(({ id }) => id !== drop);
	if (!add) return kept;
	const skill = (await skillDirectory(app.db)).resolve(add);
	if (!skill) throw new Refusal('invalid', { add: 'talents_error_skill_unknown' });
	if (kept.length >= pickedMax) throw new Refusal('invalid', { add: 'talents_error_many' });
	return kept.some(({ id }) => id === skill.id) ? kept : [...kept, { id: skill.id, level: firstLevel }];
}

export type PickedMatches = { skills: (NamedSkill & Pick<PickedSkill, 'level'>)[] } & (
	{ state: 'none' | 'few-skills' } | { state: 'roles'; total: number; rows: RoleMatch[] }
);

/**
 * Open roles for the picked skills by rank, as in a talent's list, or the newest first; skills that do not exist are
 * left out. `network` is whose lists are counted.
 */
export async function matchesForPicked(
	app: App,
	network: string,
	picked: readonly PickedSkill[],
	page: Page,
	order: MatchOrder = 'rank'
): Promise<PickedMatches> {
	if (picked.length === 0) return { state: 'none', skills: [] };
	await countTry(app, [['matchPicked', network]]);
	const basis = await matchBasis(app);
	const person = pickedPerson(basis, picked);
	const levels = new Map(picked.map(({ id, level }) => [id, level]));
	const skills = [...levels].flatMap(([id, level]) =>
		basis.directory.get(id) ? [{ ...nameOf(basis, id), level }] : []
	);
	if (skills.length < weights.fewestSkills) return { state: 'few-skills', skills };
	const { total, rows } = await rankedRoles(app, basis, person, order, page);
	return { state: 'roles', skills, total, rows: await explainedRoles(app, basis, person, rows) };
}

/** The match on a role's page for skills in its address; undefined when it names too few to say anything. */
export async function panelForPicked(
	app: App,
	picked: readonly PickedSkill[],
	roleId: string
): Promise<Panel | undefined> {
	const role = picked.length > 0 ? await roleToMatch(app.db, roleId) : undefined;
	if (!role) return undefined;
	if (!role.needs.length) return { state: 'no-needs' };
	const basis = await matchBasis(app);
	const match = shownMatch(basis, pickedPerson(basis, picked), role);
	return match && { state: 'explained', ...match };
}

/** Somebody of whom only skills are known. */
export function pickedPerson(basis: Basis, picked: readonly PickedSkill[]): Person {
	const skills = picked
		.filter(({ id }) => basis.directory.get(id))
		.map(({ id, level }) => ({ skill: id, level, evidence: 'stated' as const, note: '' }));
	return preparePerson(basis, { degree: null, wishes: noWishes }, skills);
}
