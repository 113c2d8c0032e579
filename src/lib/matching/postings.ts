// Which roles ask for a skill, and which talents have it: lists by skill, so that one profile or role is compared
// with all that share something with it in one pass. Pure; what is in it is decided elsewhere.
import type { SkillLevel } from '#lib/listings/types.ts';
import type { Evidence } from '#lib/talents/types.ts';
import { levelOf } from './levels.ts';
import type { Need, SkillId } from './types.ts';

/** What a list says about one skill: the slots of its owners and a code for each, `length` of them in use. */
export type Entries = { slots: Int32Array; codes: Uint8Array; length: number };

export type Postings = {
	/** Owners so far; slots run from 0. */
	size: () => number;
	/** Adds an owner with its skills, each skill and relation once; returns its slot. */
	add: (lines: readonly Line[]) => number;
	of: (skill: SkillId) => Entries | undefined;
	all: () => Iterable<[SkillId, Entries]>;
};

export type Line = { skill: SkillId; code: number };

/** A need as a code: 0 to 3 required at levels 1 to 4, 4 to 7 preferred. */
export const needCode = (relation: Need['relation'], level: SkillLevel | null) =>
	(relation === 'preferred' ? 4 : 0) + levelOf(level) - 1;
export const needCodes = 8;
export const isPreferred = (code: number) => code >= 4;

const evidences: readonly Evidence[] = ['stated', 'document', 'verified'];

/** A skill of a talent as a code: 0 to 3 stated at levels 1 to 4, then documented, then verified. */
export const skillCode = (evidence: Evidence, level: SkillLevel | null) =>
	evidences.indexOf(evidence) * 4 + levelOf(level) - 1;
export const skillCodes = evidences.length * 4;
export const evidenceOf = (code: number): Evidence => evidences[code >> 2]!;

/** The level, 1 to 4, of either kind of code. */
export const levelIn = (code: number) => (code & 3) + 1;

const firstLength = 4;

export function createPostings(): Postings {
	const lists = new Map<SkillId, Entries>();
	let size = 0;
	return {
		size: () => size,
		add(lines) {
			for (const { skill, code } of lines) append(lists, skill, size, code);
			return size++;
		},
		of: (skill) => lists.get(skill),
		all: () => lists
	};
}

function append(lists: Map<SkillId, Entries>, skill: SkillId, slot: number, code: number): void {
	let list = lists.get(skill);
	if (!list) {
		list = { slots: new Int32Array(firstLength), codes: new Uint8Array(firstLength), length: 0 };
		lists.set(skill, list);
	} else if (list.length === list.slots.length) {
		const { slots, codes } = list;
		list.slots = new Int32Array(slots.length * 2);
		list.slots.set(slots);
		list.codes = new Uint8Array(codes.length * 2);
		list.codes.set(codes);
	}
	list.slots[list.length] = slot;
	list.codes[list.length++] = code;
}
