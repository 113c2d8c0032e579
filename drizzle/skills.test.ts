import { describe, expect, it } from 'vitest';
import { readSkillFile, type FileSkill } from '#lib/server/skills/file.ts';
import { plain } from '#lib/skills/recognise.ts';
import { generalNames, namesOfASubject } from '#lib/skills/recognise-words.ts';

const file = await readSkillFile();
const byId = new Map(file.map((skill) => [skill.id, skill]));
const ids = (rows: FileSkill[]) => rows.map((skill) => skill.id);

/** Values that more than one row gives. */
function repeated(values: string[]): string[] {
	const seen = new Set<string>();
	return values.filter((value) => seen.has(value) || !seen.add(value));
}

describe('the skill tree in skills.csv', () => {
	it('has the fourteen groups and at least 250 skills below them', () => {
		expect(file.filter((skill) => skill.depth === 1)).toHaveLength(14);
		expect(file.filter((skill) => skill.depth === 3).length).toBeGreaterThanOrEqual(250);
	});

	it('gives every skill a name in both languages, the English one without Chinese characters', () => {
		expect(ids(file.filter((skill) => !skill.zh || !skill.en))).toEqual([]);
		expect(ids(file.filter((skill) => /\p{Script=Han}/u.test(skill.en)))).toEqual([]);
	});

	it('uses each id once, in the form of a slug', () => {
		expect(repeated(ids(file))).toEqual([]);
		expect(ids(file).filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
	});

	it('has no orphan: every parent is a row of the file', () => {
		const orphans = file.filter((skill) => skill.parents.some((parent) => !byId.has(parent)));
		expect(ids(orphans)).toEqual([]);
	});

	it('has three levels: groups, families under groups, skills under families', () => {
		expect(ids(file.filter((skill) => skill.depth < 1 || skill.depth > 3))).toEqual([]);
		const crooked = file.filter((skill) =>
			skill.parents.some((parent) => byId.get(parent)?.depth !== skill.depth - 1)
		);
		expect(ids(crooked)).toEqual([]);
	});

	it('leaves no group and no family without children', () => {
		const parents = new Set(file.flatMap((skill) => skill.parents));
		expect(ids(file.filter((skill) => skill.depth < 3 && !parents.has(skill.id)))).toEqual([]);
	});

	it('gives no name or alias to two skills, also after folding case, width and traditional forms', () => {
		expect(repeated(file.flatMap((skill) => skill.aliases.map((alias) => alias.folded)))).toEqual([]);
	});

	it('gives no name to two skills that recognition takes for the same', () => {
		const names = file.flatMap(({ id, aliases }) => [
			...new Set(aliases.map(({ alias }) => `${plain(alias)} ${id}`))
		]);
		expect(repeated(names.map((name) => name.slice(0, name.lastIndexOf(' '))))).toEqual([]);
	});

	it('holds every name that recognition treats with care', () => {
		const known = new Set(file.flatMap(({ aliases }) => aliases.map(({ alias }) => plain(alias))));
		const careful = [...generalNames, ...namesOfASubject.flatMap(({ names }) => names)];
		expect(careful.filter((name) => !known.has(plain(name)))).toEqual([]);
	});

	it('names outside identifiers as scheme:value', () => {
		const strange = file.filter((skill) => skill.identifiers.some((value) => !/^[a-z]+:[\w-]+$/.test(value)));
		expect(ids(strange)).toEqual([]);
	});
});
