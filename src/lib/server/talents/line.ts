// A talent as a row of a list, in the reader's language, from what a verified organization sees of a profile.
import { degreeWord, evidenceWord } from '#lib/listings/words.ts';
import type { District } from '#lib/organizations/types.ts';
import type { CandidateRow } from '#lib/server/matching/data.ts';
import type { SkillDirectory } from '#lib/server/skills/directory.ts';
import { skillName } from '#lib/server/talents/words.ts';
import type { TalentLine } from '#lib/talents/found.ts';
import { evidences } from '#lib/talents/types.ts';
import { wishWords } from '#lib/talents/wish-words.ts';

/** Skills of a row. */
const mostSkills = 6;

/** A row: the skills that were asked for first, then the best mastered. */
export function talentLine(
	{ id, displayName, headline, degree, sample, skills, wishes }: CandidateRow,
	directory: SkillDirectory,
	wanted: ReadonlySet<string> = new Set(),
	marksIn: (text: string) => number[] | undefined = () => undefined
): TalentLine {
	const isWanted = (skill: string) =>
		wanted.has(skill) || directory.tree.parents(skill).some((parent) => wanted.has(parent));
	const sorted = [...skills].sort(
		(a, b) =>
			Number(isWanted(b.skill)) - Number(isWanted(a.skill)) ||
			b.level - a.level ||
			evidences.indexOf(b.evidence) - evidences.indexOf(a.evidence) ||
			(a.skill < b.skill ? -1 : 1)
	);
	const { pay, districts, ...others } = wishes;
	return {
		id,
		name: displayName,
		nameMarks: marksIn(displayName),
		headline,
		headlineMarks: marksIn(headline),
		degree: degree === 'none' ? '' : degreeWord(degree),
		sample,
		skills: sorted.slice(0, mostSkills).map(({ skill, level, evidence }) => ({
			id: skill,
			name: skillName(directory, skill),
			level,
			evidence: evidence === 'stated' ? '' : evidenceWord(evidence)
		})),
		otherSkills: Math.max(sorted.length - mostSkills, 0),
		wishes: wishWords({
			...others,
			districts: districts as District[],
			pay: pay?.least ?? null,
			payUnit: pay?.unit ?? null
		})
	};
}
