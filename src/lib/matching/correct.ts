// Which skills can be corrected beside which line of an explanation: the skill asked for, and the one that stands in for
// it. Each appears once, so that a form has one level of it. Pure.
import type { NamedSkill, ShownLine } from './shown.ts';

/** The skills to correct at each line, in the order of the lines. */
export function correctable(lines: readonly ShownLine[]): NamedSkill[][] {
	const placed = new Set<string>();
	const asked = new Set(lines.map(({ skill }) => skill.id));
	return lines.map(({ skill, via }) => {
		const found = placed.has(skill.id) ? [] : [skill];
		if (via && !asked.has(via.skill.id) && !placed.has(via.skill.id)) found.push(via.skill);
		for (const { id } of found) placed.add(id);
		return found;
	});
}
