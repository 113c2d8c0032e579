// The pathway alone, on random cases of the size that DESIGN names: 12 gaps, 60 courses with runs over a year, some of
// them with prerequisites that are missing too.
import { pathwayChoices, pathwayOf, type Offering, type Run } from '#lib/matching/pathway.ts';
import { prepareTalent } from '#lib/matching/prepared.ts';
import type { Giving, Need, Tree } from '#lib/matching/types.ts';
import { seeded } from '#lib/server/demo/random.ts';
import { percentile } from '../evaluation/metrics.ts';

const [gaps, courses, cases, seed] = [12, 60, 300, 11];
/** The best of so many counts: what else the machine does at the moment is not measured. */
const tries = 3;
const today = '2027-01-01';
/** What DESIGN asks for, ms. */
const slowest = 5;

/** Skills two by two under a parent. */
const skills = Array.from({ length: 3 * gaps }, (_, i) => `skill-${i}`);
const parentOf = (skill: string) => `family-${Number(skill.slice(6)) >> 1}`;
const tree: Tree = {
	parents: (skill) => (skill.startsWith('skill-') ? [parentOf(skill)] : []),
	childCount: () => 2,
	isGroup: () => false
};

export function benchPathway(): void {
	const random = seeded(seed);
	const times: number[] = [];
	let [steps, open, chained] = [0, 0, 0];
	for (let i = 0; i < cases; i++) {
		const { needs, offerings, talent } = randomCase(random);
		for (const choice of pathwayChoices) {
			const ask = () => pathwayOf(talent(), needs, offerings, { choice, today });
			times.push(Math.min(...Array.from({ length: tries }, () => timed(ask))));
			const pathway = ask();
			steps += pathway.steps.length;
			open += pathway.open.length;
			chained += pathway.steps.filter(({ buildsOn }) => buildsOn.length > 0).length;
		}
	}
	const p95 = percentile(times, 0.95);
	const mean = (sum: number) => (sum / times.length).toFixed(1);
	console.log(
		`pathway, ${gaps} gaps and ${courses} courses: p50 ${percentile(times, 0.5).toFixed(2)} ms, p95 ${p95.toFixed(2)} ms` +
			`${p95 > slowest ? ` over ${slowest} ms` : ''}; ` +
			`on average ${mean(steps)} steps, ${mean(chained)} of them after another, ${mean(open)} needs left open`
	);
}

function timed(run: () => unknown): number {
	const started = performance.now();
	run();
	return performance.now() - started;
}

type Random = ReturnType<typeof seeded>;

function randomCase(random: Random) {
	const asked = random.some(skills, gaps);
	const level = () => random.between(1, 4) as 1 | 2 | 3 | 4;
	const needs = asked.map((skill): Need => ({ skill, relation: 'required', level: level() }));
	const own = ['other-1', 'other-2', 'other-3', 'other-4', 'other-5'];
	const talent = () =>
		prepareTalent(
			tree,
			() => 1,
			own.map((skill) => ({ skill, level: 3, evidence: 'stated' }))
		);
	const offerings = Array.from({ length: courses }, (_, i): Offering => {
		const gives = random
			.some(random.chance(0.75) ? asked : skills, random.between(1, 4))
			.map((skill): Giving => ({ skill, relation: 'taught', level: random.between(2, 4) as 2 | 3 | 4 }));
		const given = new Set(gives.map(({ skill }) => skill));
		const asks = random.some(skills, random.chance(1 / 3) ? 1 : 0).filter((skill) => !given.has(skill));
		return {
			id: `course-${i}`,
			kind: 'course',
			gives,
			needs: asks.map((skill) => ({ skill, relation: 'required', level: 1 })),
			fee: random.between(0, 8) * 500,
			runs: Array.from({ length: random.between(1, 3) }, (_, j) => randomRun(random, `${i}-${j}`))
		};
	});
	return { needs, offerings, talent };
}

function randomRun(random: Random, id: string): Run {
	const from = random.between(1, 300);
	const dayOf = (day: number) => new Date(Date.UTC(2027, 0, 1 + day)).toISOString().slice(0, 10);
	return { id, from: dayOf(from), to: dayOf(from + random.between(5, 100)), left: random.between(0, 20) };
}
