// The recogniser for the skill tree in memory, made once for each reading of the tree.
import type { SkillDirectory } from '#lib/server/skills/directory.ts';
import { recogniserOf, type Recogniser } from '#lib/skills/recognise.ts';

const known = new WeakMap<SkillDirectory, Recogniser>();

/** Of all skills but the groups at the top, whose names say too little. */
export function recogniserFor(directory: SkillDirectory): Recogniser {
	let recogniser = known.get(directory);
	if (!recogniser) {
		const skills = directory.all.filter(({ depth }) => depth > 1);
		recogniser = recogniserOf(skills.map(({ id, zh, en, aliases }) => ({ id, names: [zh, en, ...aliases] })));
		known.set(directory, recogniser);
	}
	return recogniser;
}
