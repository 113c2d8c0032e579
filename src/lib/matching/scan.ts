// The same score as in score.ts for all roles of a list of postings at once, or for all talents: sums are built up
// skill by skill instead of role by role. Exact: score.ts is what it is tested against. It never orders anything.
import { levelOf } from './levels.ts';
import { standIns, type Children } from './near.ts';
import {
	evidenceOf,
	isPreferred,
	levelIn,
	needCodes,
	skillCodes,
	type Entries,
	type Postings
} from './postings.ts';
import { usable, useWeightOf, type Asked, type PreparedTalent } from './prepared.ts';
import { settled } from './score.ts';
import type { Idf, Need, SkillId, Tree } from './types.ts';
import { weights } from './weights.ts';

/** Coverage, use and evidence by slot, and the slots that share anything at all. */
export type Scan = {
	touched: Int32Array;
	coverage: (slot: number) => number;
	use: (slot: number) => number;
	evidence: (slot: number) => number;
	/** Whether both coverage and use reach these, but for rounding: a quick look before the numbers themselves. */
	reaches: (slot: number, coverage: number, use: number) => boolean;
};

const shareOf = (code: number) => (isPreferred(code) ? weights.need.preferred : weights.need.required);

/** Σ w(s) of every role. */
export function needWeights(postings: Postings, idf: Idf): Float64Array {
	return summed(postings, (skill, code) => usable(idf(skill)) * shareOf(code));
}

/** What the skills of every talent weigh together in use. */
export function useWeights(postings: Postings, idf: Idf): Float64Array {
	return summed(postings, (skill) => useWeightOf(usable(idf(skill))));
}

function summed(postings: Postings, weight: (skill: SkillId, code: number) => number): Float64Array {
	const sums = new Float64Array(postings.size());
	for (const [skill, { slots, codes, length }] of postings.all())
		for (let i = 0; i < length; i++) sums[slots[i]!]! += weight(skill, codes[i]!);
	return sums;
}

/** Numbers of one slot lie side by side, because the slots of a posting are far apart. */
const [stride, covered, documented, used, best] = [4, 0, 1, 2, 3];

/** Sums by slot while they are built up; `touched` are the slots that share anything. */
type Sums = { values: Float64Array; touched: Int32Array; count: number };

/** Where a scan of so many slots builds up its sums: 37 bytes a slot. */
export type Room = { size: number; values: Float64Array; touched: Int32Array; places: Uint8Array };

export const roomFor = (size: number): Room => ({
	size,
	values: new Float64Array(size * stride),
	touched: new Int32Array(size),
	places: new Uint8Array(size)
});

/** @throws RangeError when the room is too small */
function sumsIn({ size, values, touched }: Room, slots: number): Sums {
	if (slots > size) throw new RangeError(`room for ${size} of ${slots} slots`);
	values.fill(0, 0, slots * stride);
	return { values, touched, count: 0 };
}

/** Adds to what is covered, and notes a slot the first time. `points` is above 0. */
function cover(sums: Sums, slot: number, points: number, proven: number): void {
	const at = slot * stride;
	const before = sums.values[at + covered]!;
	if (before === 0) sums.touched[sums.count++] = slot;
	sums.values[at + covered] = before + points;
	sums.values[at + documented]! += proven;
}

function scanOf(
	{ values, touched, count }: Sums,
	whole: (slot: number) => number,
	usable: (slot: number) => number
): Scan {
	return {
		touched: touched.subarray(0, count),
		coverage: (slot) => settled(values[slot * stride + covered]!, whole(slot)),
		use: (slot) => settled(values[slot * stride + used]!, usable(slot)),
		evidence: (slot) => settled(values[slot * stride + documented]!, values[slot * stride + covered]!),
		reaches: (slot, coverage, use) =>
			values[slot * stride + covered]! >= coverage * whole(slot) &&
			values[slot * stride + used]! >= use * usable(slot)
	};
}

/**
 * Compares a talent with all roles; `near` are the skills that it meets at least in part. The scan holds until its
 * room is used again.
 */
export function scanRoles(
	talent: PreparedTalent,
	near: Iterable<SkillId>,
	roles: Postings,
	needWeight: Float64Array,
	room = roomFor(roles.size())
): Scan {
	const sums = sumsIn(room, roles.size());
	const asking: Array<Array<{ entries: Entries; kappa: number }>> = talent.skills.map(() => []);
	for (const skill of near) {
		const entries = roles.of(skill);
		if (!entries) continue;
		const asked = talent.asked(skill);
		for (const { index, kappa } of asked.near) asking[index]!.push({ entries, kappa });
		addPoints(sums, entries, asked);
	}
	asking.forEach((lists, index) => addUse(sums.values, lists, index, talent.useWeights[index]!));
	const whole = talent.useWeights.reduce((sum, weight) => sum + weight, 0);
	return scanOf(
		sums,
		(slot) => needWeight[slot]!,
		() => whole
	);
}

/** Adds what the talent covers of one skill to every role that asks for it. */
function addPoints(sums: Sums, { slots, codes, length }: Entries, asked: Asked): void {
	const [points, proven] = [new Float64Array(needCodes), new Float64Array(needCodes)];
	for (let code = 0; code < needCodes; code++) {
		const { share, via } = asked.cover(levelIn(code));
		points[code] = (isPreferred(code) ? asked.preferred : asked.required) * share;
		proven[code] = via ? points[code]! * weights.evidence[via.skill.evidence] : 0;
	}
	for (let i = 0; i < length; i++) cover(sums, slots[i]!, points[codes[i]!]!, proven[codes[i]!]!);
}

/**
 * Adds the weight of one skill of the talent times the most that a need of each role uses of it. What was used so
 * far is kept as 2·index + part, so that it need not be cleared for the next skill.
 */
function addUse(
	values: Float64Array,
	lists: ReadonlyArray<{ entries: Entries; kappa: number }>,
	index: number,
	weight: number
): void {
	const base = 2 * index;
	for (const { entries, kappa } of lists) {
		const { slots, codes, length } = entries;
		const [required, preferred] = [kappa * weights.need.required, kappa * weights.need.preferred];
		for (let i = 0; i < length; i++) {
			const part = isPreferred(codes[i]!) ? preferred : required;
			const at = slots[i]! * stride;
			const before = Math.max(0, values[at + best]! - base);
			if (part <= before) continue;
			values[at + used]! += weight * (part - before);
			values[at + best] = base + part;
		}
	}
}

/**
 * Compares the needs of a role, each skill and relation once, with all talents. The scan holds until its room is used
 * again.
 */
export function scanTalents(
	{ tree, children, idf }: { tree: Tree; children: Children; idf: Idf },
	needs: readonly Need[],
	talents: Postings,
	useWeight: Float64Array,
	room = roomFor(talents.size())
): Scan {
	const sums = sumsIn(room, talents.size());
	const wanted = new Map<SkillId, number>();
	const places = room.places.subarray(0, talents.size());
	let whole = 0;
	for (const need of needs) {
		const share = weights.need[need.relation];
		const weight = usable(idf(need.skill)) * share;
		whole += weight;
		const near = standIns(tree, children, need.skill);
		for (const [skill, kappa] of near) wanted.set(skill, Math.max(wanted.get(skill) ?? 0, share * kappa));
		addCover(sums, places.fill(0), { weight, level: levelOf(need.level), near }, talents);
	}
	for (const [skill, most] of wanted) {
		const entries = talents.of(skill);
		if (!entries) continue;
		const part = useWeightOf(usable(idf(skill))) * most;
		const { slots, length } = entries;
		for (let i = 0; i < length; i++) sums.values[slots[i]! * stride + used]! += part;
	}
	return scanOf(
		sums,
		() => whole,
		(slot) => useWeight[slot]!
	);
}

/** Adds the best cover of one need to every talent that has any; `best` are places, all 0. */
function addCover(
	sums: Sums,
	best: Uint8Array,
	{ weight, level, near }: { weight: number; level: number; near: ReadonlyMap<SkillId, number> },
	talents: Postings
): void {
	const covers = coversOf(level, new Set(near.values()));
	for (const [skill, kappa] of near) {
		const entries = talents.of(skill);
		if (!entries) continue;
		const placeOf = covers.places.get(kappa)!;
		for (let i = 0; i < entries.length; i++) {
			const slot = entries.slots[i]!;
			const place = placeOf[entries.codes[i]!]!;
			const before = best[slot]!;
			if (place <= before) continue;
			const points = weight * (covers.share[place]! - covers.share[before]!);
			cover(sums, slot, points, weight * (covers.proven[place]! - covers.proven[before]!));
			best[slot] = place;
		}
	}
}

/**
 * Every way to cover a need at a level, worst first after "not at all" at place 0: by share, then by the closer
 * skill, then by the stronger evidence, as prepared.ts chooses. `places` gives the place by κ and code.
 */
function coversOf(level: number, kappas: ReadonlySet<number>) {
	const ways = [...kappas].flatMap((kappa) =>
		Array.from({ length: skillCodes }, (_, code) => ({
			...{ kappa, code, share: kappa * Math.min(1, levelIn(code) / level) },
			evidence: weights.evidence[evidenceOf(code)]
		}))
	);
	ways.sort((a, b) => a.share - b.share || a.kappa - b.kappa || a.evidence - b.evidence);
	const places = new Map([...kappas].map((kappa) => [kappa, new Uint8Array(skillCodes)]));
	ways.forEach(({ kappa, code }, i) => (places.get(kappa)![code] = i + 1));
	return {
		places,
		share: [0, ...ways.map(({ share }) => share)],
		proven: [0, ...ways.map(({ share, evidence }) => share * evidence)]
	};
}
