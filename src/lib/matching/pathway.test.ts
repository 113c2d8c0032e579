import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closes, givenLevels, missingPrerequisites } from './gain.ts';
import { gapOf } from './gap.ts';
import { costOf, greedySet, type Option } from './greedy-set.ts';
import { exactItems, leastSet } from './least-set.ts';
import { levelOf } from './levels.ts';
import {
	availableOffers,
	pathwayChoices,
	pathwayOf,
	type Offer,
	type Offering,
	type Pathway,
	type PathwayChoice
} from './pathway.ts';
import { prepareTalent } from './prepared.ts';
import { anyNeed, anySkill, has, needs, sampleIdf, sampleTree } from './testing.ts';
import type { Giving, Need, TalentSkill } from './types.ts';

const today = '2027-01-10';
const dayOf = (number: number) => new Date(Date.UTC(2027, 0, 1 + number)).toISOString().slice(0, 10);
const prepare = (skills: readonly TalentSkill[]) => prepareTalent(sampleTree, sampleIdf, skills);

const gives = (skill: string, level: Giving['level'] = 4): Giving => ({ skill, relation: 'taught', level });
const run = (id: string, from: number, to: number, left = 5) => ({
	...{ id, left },
	from: dayOf(from),
	to: dayOf(to)
});
const course = (id: string, given: Giving[], more: Partial<Offering> = {}): Offering => ({
	...{ id, kind: 'course', gives: given, needs: [], fee: 100, runs: [run(`${id}1`, 20, 30)] },
	...more
});
const stepIds = ({ steps }: Pathway) => steps.map((step) => step.run.id);

// Few skills, taught often and asked for often, in short runs: chains of prerequisites are common.
const fewSkills = fc.constantFrom('eeg', 'erp', 'fnirs', 'python', 'cpp');
const lowLevel = fc.constantFrom(1 as const, 2 as const, 3 as const, null);
const highLevel = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const);
const anyGiving = fc.record({
	skill: fewSkills,
	relation: fc.constantFrom('taught' as const, 'practised' as const),
	level: highLevel
});
const anyAsked = fc.record({ skill: fewSkills, relation: fc.constant('required' as const), level: lowLevel });
const anyRun = fc.record({
	from: fc.integer({ min: 5, max: 60 }),
	days: fc.integer({ min: 0, max: 9 }),
	left: fc.constantFrom(0, 1, 2, 3, 9)
});
const anyOfferings = fc
	.array(
		fc.record({
			gives: fc.array(anyGiving, { minLength: 1, maxLength: 2, size: 'max' }),
			needs: fc.array(fc.oneof(anyNeed, anyAsked), { maxLength: 2 }),
			fee: fc.constantFrom(0, 100, 250, 400, null),
			runs: fc.array(anyRun, { minLength: 1, maxLength: 2 })
		}),
		{ minLength: 4, maxLength: 6 }
	)
	.map((list) =>
		list.map(({ runs, ...rest }, i): Offering => ({
			...rest,
			...{ id: `c${i}`, kind: i % 2 ? 'course' : 'base' },
			runs: runs.map(({ from, days, left }, j) => run(`c${i}r${j}`, from, from + days, left))
		}))
	);
const anyCase = fc.record({
	profile: fc.array(anySkill, { maxLength: 1 }),
	asked: fc.array(anyAsked, { minLength: 1, maxLength: 5, size: 'max' }),
	offerings: anyOfferings,
	choice: fc.constantFrom(...pathwayChoices)
});

const closesNeed = ({ offering }: Offer, { skill, level }: Need) =>
	closes(givenLevels(sampleTree, offering.gives).get(skill), levelOf(level));
/** Whether every step's prerequisites are the person's own, or given by steps that have ended. */
const isSound = (talent: ReturnType<typeof prepare>, set: readonly Offer[]) =>
	set.every((offer) =>
		missingPrerequisites(talent, offer.offering.needs).every((need) =>
			set.some((earlier) => earlier.run.to < offer.run.from && closesNeed(earlier, need))
		)
	);
/** What a set is chosen by, as numbers compared one after the other. */
function priceOf(set: readonly Offer[], choice: PathwayChoice): number[] {
	const days = set.map(({ run }) => (Date.parse(run.to) - Date.parse(run.from)) / 86_400_000 + 1);
	const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
	const fees = set.map(({ offering }) => offering.fee ?? 1e12);
	const last = Math.max(0, ...set.map(({ run }) => Date.parse(run.to)));
	const first = { fewest: [], cheapest: [sum(fees)], soonest: [last] }[choice];
	return [...first, set.length, sum(days)];
}
const compareLists = (a: number[], b: number[]) => a.map((n, i) => n - b[i]!).find((d) => d !== 0) ?? 0;
const subsets = <T>(all: readonly T[]) =>
	Array.from({ length: 2 ** all.length }, (_, mask) => all.filter((_, i) => mask & (1 << i)));

/** Fees that are not said count as huge ones, whose shares do not add up to the last digit. */
const atLeast1 = { relation: 'required' as const, level: 1 as const };
const eeg = needs('eeg', 1);
const unsaidFees = {
	profile: [],
	asked: (['erp', 'python', 'cpp'] as const).map((skill) => ({ skill, ...atLeast1 })),
	choice: 'cheapest' as const,
	offerings: [
		course('a', [gives('erp', 1)], { fee: null, kind: 'base', runs: [run('a1', 9, 9), run('a2', 9, 10)] }),
		course('b', [gives('erp', 1), gives('python', 1)], {
			fee: 400,
			runs: [run('b1', 9, 9), run('b2', 9, 9)]
		}),
		course('c', [gives('cpp', 1), gives('eeg', 1)], { fee: null, needs: [eeg], runs: [run('c1', 10, 10)] }),
		course('d', [gives('eeg', 1)], { fee: 0, runs: [run('d1', 5, 5, 0)] }),
		course('e', [gives('eeg', 1)], { fee: 0, kind: 'base', runs: [run('e1', 5, 5, 0)] })
	]
};

describe('a pathway', () => {
	it('is what trying every set of runs finds: all that can be closed, at least cost', () => {
		fc.assert(
			fc.property(anyCase, ({ profile, asked, offerings, choice }) => {
				const talent = prepare(profile);
				const pathway = pathwayOf(talent, asked, offerings, { choice, today });
				const gap = gapOf(talent, asked).gap.map(({ need }) => need);
				const sets = subsets(availableOffers(offerings, today)).filter((set) => isSound(talent, set));
				const closed = (set: readonly Offer[]) =>
					gap.filter((need) => set.some((offer) => closesNeed(offer, need)));
				const most = Math.max(...sets.map((set) => closed(set).length));
				const cheapest = sets
					.filter((set) => closed(set).length === most)
					.map((set) => priceOf(set, choice))
					.sort(compareLists)[0]!;
				expect(closed(pathway.steps)).toHaveLength(most);
				expect(pathway.open).toHaveLength(gap.length - most);
				expect(priceOf(pathway.steps, choice)).toEqual(cheapest);
			}),
			{ numRuns: 1000, examples: [[unsaidFees]] }
		);
	});

	it('never begins a step before what it builds on has ended, nor one that is full or has begun', () => {
		fc.assert(
			fc.property(anyCase, ({ profile, asked, offerings, choice }) => {
				const talent = prepare(profile);
				const { steps } = pathwayOf(talent, asked, offerings, { choice, today });
				expect(isSound(talent, steps)).toBe(true);
				expect(steps.every(({ run }) => run.left > 0 && run.from >= today)).toBe(true);
				expect(steps.map(({ run }) => run.from)).toEqual(steps.map(({ run }) => run.from).sort());
				for (const { buildsOn, run } of steps)
					for (const id of buildsOn)
						expect(steps.find((step) => step.run.id === id)!.run.to < run.from).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});

	it('has no step that can be left out', () => {
		fc.assert(
			fc.property(anyCase, ({ profile, asked, offerings, choice }) => {
				const talent = prepare(profile);
				const { steps } = pathwayOf(talent, asked, offerings, { choice, today });
				const gap = gapOf(talent, asked).gap.map(({ need }) => need);
				for (const step of steps) {
					const others = steps.filter((other) => other !== step);
					const lost = gap.some(
						(need) => closesNeed(step, need) && !others.some((other) => closesNeed(other, need))
					);
					expect(lost || !isSound(talent, others)).toBe(true);
				}
			}),
			{ numRuns: 500 }
		);
	});

	it('never lowers coverage or the needs met by a step', () => {
		fc.assert(
			fc.property(anyCase, ({ profile, asked, offerings, choice }) => {
				const talent = prepare([...profile, has('x1'), has('x2'), has('x3')]);
				const { steps, before, after } = pathwayOf(talent, asked, offerings, { choice, today });
				const ways = [before, ...steps.map((step) => step.after)];
				ways.forEach((now, i) => {
					expect(now.coverage).toBeGreaterThanOrEqual(ways[i - 1]?.coverage ?? 0);
					expect(now.met).toBeGreaterThanOrEqual(ways[i - 1]?.met ?? 0);
				});
				expect(after).toEqual(ways.at(-1));
			}),
			{ numRuns: 500 }
		);
	});

	it('does not depend on the order of anything, nor on the names of skills', () => {
		const renamed = (skill: string) => `${[...skill].reverse().join('')}-${skill.length}`;
		const tree = {
			...sampleTree,
			parents: (skill: string) => sampleTree.parents(original(skill)).map(renamed),
			childCount: (skill: string) => sampleTree.childCount(original(skill)),
			isGroup: (skill: string) => sampleTree.isGroup(original(skill))
		};
		const original = (skill: string) => [...skill.replace(/-\d+$/, '')].reverse().join('');
		const rename = <T extends { skill: string }>(list: readonly T[]) =>
			list.map((entry) => ({ ...entry, skill: renamed(entry.skill) })).reverse();
		fc.assert(
			fc.property(anyCase, ({ profile, asked, offerings, choice }) => {
				const terms = { choice, today };
				const plain = pathwayOf(prepare(profile), asked, offerings, terms);
				const other = pathwayOf(
					prepareTalent(tree, (skill) => sampleIdf(original(skill)), rename([...profile, ...profile])),
					rename([...asked, ...asked]),
					offerings
						.map((one) => ({
							...one,
							gives: rename([...one.gives, ...one.gives]),
							needs: rename(one.needs),
							runs: [...one.runs].reverse()
						}))
						.reverse(),
					terms
				);
				expect(stepIds(other)).toEqual(stepIds(plain));
				expect([other.before, other.after]).toEqual([plain.before, plain.after]);
				expect(other.open.map(({ need }) => original(need.skill)).sort()).toEqual(
					plain.open.map(({ need }) => need.skill).sort()
				);
			}),
			{ numRuns: 500 }
		);
	});

	it('has no steps without a gap, and says the same before and after', () => {
		const talent = prepare([has('eeg'), has('python'), has('cpp')]);
		const pathway = pathwayOf(talent, [needs('eeg', 2), needs('python')], [course('c', [gives('eeg')])], {
			choice: 'fewest',
			today
		});
		const now = { met: 2, total: 2, coverage: 100 };
		expect(pathway).toEqual({ steps: [], open: [], before: now, after: now });
		expect(pathwayOf(talent, [], [], { choice: 'fewest', today }).before.total).toBe(0);
	});
});

describe('the steps of a pathway', () => {
	const talent = prepare([has('python', 2), has('x1'), has('x2')]);

	it('pull in the prerequisites that are missing, before the step that asks for them', () => {
		const basics = course('basics', [gives('imaging', 2)]);
		const later = course('later', [gives('fnirs')], {
			needs: [needs('imaging', 2)],
			runs: [run('early', 28, 40), run('late', 31, 60)]
		});
		const pathway = pathwayOf(talent, [needs('fnirs'), needs('python')], [later, basics], {
			choice: 'fewest',
			today
		});
		expect(stepIds(pathway)).toEqual(['basics1', 'late']);
		expect(pathway.steps.map(({ closes, prepares, buildsOn }) => [closes, prepares, buildsOn])).toEqual([
			[[], [needs('imaging', 2)], []],
			[[needs('fnirs')], [], ['basics1']]
		]);
		expect([pathway.before.met, pathway.after.met, pathway.after.coverage]).toEqual([1, 2, 100]);
	});

	it('may be fewer, cheaper or sooner done, as was asked', () => {
		const both = course('both', [gives('fnirs'), gives('cpp')], {
			fee: 900,
			runs: [run('both', 20, 90)]
		});
		const one = course('one', [gives('fnirs')], { fee: 400, runs: [run('one', 20, 50)] });
		const two = course('two', [gives('cpp')], { fee: 500, runs: [run('two', 20, 40)] });
		const free = course('free', [gives('cpp')], { fee: 0, runs: [run('free', 20, 80)] });
		const chosen = (choice: PathwayChoice) =>
			stepIds(pathwayOf(talent, [needs('fnirs'), needs('cpp')], [both, one, two, free], { choice, today }));
		expect(chosen('fewest')).toEqual(['both']);
		expect(chosen('cheapest')).toEqual(['one', 'free']);
		expect(chosen('soonest')).toEqual(['two', 'one']);
	});

	it('do not take a degree of years for a shortcut past two courses', () => {
		const degree = course('degree', [gives('fnirs'), gives('cpp')], { runs: [run('d', 20, 20 + 3 * 365)] });
		const [one, two] = [course('one', [gives('fnirs')]), course('two', [gives('cpp')])];
		const chosen = (offerings: Offering[]) =>
			stepIds(pathwayOf(talent, [needs('fnirs'), needs('cpp')], offerings, { choice: 'fewest', today }));
		expect(chosen([degree, one, two])).toEqual(['one1', 'two1']);
		expect(chosen([degree, one])).toEqual(['d']);
	});

	it('count a fee that is not said as more than any that is', () => {
		const unsaid = course('a', [gives('cpp')], { fee: null });
		const dear = course('b', [gives('cpp')], { fee: 90_000 });
		const pathway = pathwayOf(talent, [needs('cpp')], [unsaid, dear], { choice: 'cheapest', today });
		expect(stepIds(pathway)).toEqual(['b1']);
	});

	it('need 0.6 of the level, and count an absent level as 1', () => {
		const closed = (asked: Need['level'], given: Giving['level']) =>
			pathwayOf(talent, [needs('cpp', asked)], [course('c', [gives('cpp', given)])], {
				choice: 'fewest',
				today
			}).steps.length;
		expect([closed(4, 2), closed(4, 3), closed(3, 2), closed(2, null), closed(null, null)]).toEqual([
			0, 1, 1, 0, 1
		]);
	});

	it('begin with what the person takes already, and add only what that leaves open', () => {
		const [own, other] = [course('own', [gives('cpp')]), course('other', [gives('fnirs')])];
		const taken = [{ offering: own, run: { ...own.runs[0]!, left: 0 } }];
		const asked = [needs('cpp'), needs('fnirs')];
		const pathway = pathwayOf(talent, asked, [other], { choice: 'fewest', today, taken });
		expect(stepIds(pathway)).toEqual(['other1', 'own1']);
	});
});

describe('what a pathway leaves open', () => {
	const talent = prepare([has('python', 2)]);
	const open = (offerings: Offering[]) =>
		pathwayOf(talent, [needs('fnirs', 2)], offerings, { choice: 'fewest', today }).open;

	it('is named as taught by nobody, also when it is taught at too low a level', () => {
		expect(open([])).toEqual([{ need: needs('fnirs', 2), reason: 'untaught' }]);
		expect(open([course('c', [gives('fnirs', 1)])])).toMatchObject([{ reason: 'untaught' }]);
	});

	it('is named as full or begun when no run can be taken', () => {
		const runs = [run('full', 20, 30, 0), run('begun', 5, 30)];
		expect(open([course('c', [gives('fnirs')], { runs })])).toMatchObject([{ reason: 'unavailable' }]);
		expect(open([course('c', [gives('fnirs')], { runs: [] })])).toMatchObject([{ reason: 'unavailable' }]);
	});

	it('is named as blocked by prerequisites that nobody teaches in time', () => {
		const later = course('later', [gives('fnirs')], { needs: [needs('cpp'), needs('eeg')] });
		const inTime = course('in-time', [gives('eeg')], { runs: [run('e', 12, 18)] });
		const late = course('late', [gives('cpp')], { runs: [run('l', 40, 50)] });
		expect(open([later, inTime, late])).toEqual([
			{ need: needs('fnirs', 2), reason: 'blocked', prerequisites: [needs('cpp')] }
		]);
	});
});

describe('the least set', () => {
	const anyCost = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 1, max: 9 }));
	/** Options that ask only for items of a lower number than any they meet: no circles. */
	const anyOptions = (items: number, most: number) =>
		fc
			.array(
				fc.record({
					meets: fc.uniqueArray(fc.nat(items - 1), { minLength: 1, maxLength: 3 }),
					asks: fc.uniqueArray(fc.nat(items - 1), { maxLength: 2 }),
					cost: anyCost
				}),
				{ minLength: 1, maxLength: most }
			)
			.map((list): Option[] => [
				...list.map(({ meets, asks, cost }) => ({
					...{ meets, cost },
					asks: asks.filter((item) => item < Math.min(...meets))
				})),
				...Array.from({ length: items }, (_, item): Option => ({
					...{ meets: [item], asks: [] },
					cost: [6, 9]
				}))
			]);

	it('is never dearer than the greedy one', () => {
		fc.assert(
			fc.property(anyOptions(6, 20), (options) => {
				const wanted = [3, 4, 5];
				const [least, greedy] = [leastSet(wanted, options), greedySet(wanted, options)];
				expect(compareLists([...costOf(least, options)], [...costOf(greedy, options)])).toBeLessThanOrEqual(
					0
				);
			}),
			{ numRuns: 1000 }
		);
	});

	it('meets everything wanted and asked for, without spare options, also beyond what is exact', () => {
		const items = exactItems + 6;
		fc.assert(
			fc.property(anyOptions(items, 30), (options) => {
				const wanted = Array.from({ length: items }, (_, item) => item);
				const places = leastSet(wanted, options);
				const meetsAll = (set: readonly number[]) => {
					const met = new Set(set.flatMap((place) => options[place]!.meets));
					return [...wanted, ...set.flatMap((place) => options[place]!.asks)].every((item) => met.has(item));
				};
				expect(meetsAll(places)).toBe(true);
				for (const place of places) expect(meetsAll(places.filter((other) => other !== place))).toBe(false);
			}),
			{ numRuns: 100 }
		);
	});

	it('is one that greed misses', () => {
		const option = (meets: number[], days = 2): Option => ({ meets, asks: [], cost: [1, days] });
		const options = [
			option([0, 2, 4]),
			option([1, 3, 5]),
			option([0, 1, 2, 3]),
			option([4], 1),
			option([5], 1)
		];
		const wanted = [0, 1, 2, 3, 4, 5];
		expect(leastSet(wanted, options)).toEqual([0, 1]);
		expect(greedySet(wanted, options)).toHaveLength(3);
	});
});
