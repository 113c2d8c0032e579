import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peopleDay, peopleShown, peopleStep } from '#lib/map/people.ts';

const number = fc.nat(500);

test('fewer than five people are never shown, and none look like some', () => {
	for (let exact = 0; exact < peopleStep; exact++) expect(peopleShown(exact)).toBe(null);
	expect(peopleShown(5)).toBe(5);
});

test('what is shown is never more than there are, at most four less, and always a multiple of five', () => {
	fc.assert(
		fc.property(number, (exact) => {
			const shown = peopleShown(exact) ?? 0;
			expect(shown % peopleStep).toBe(0);
			expect(shown).toBeLessThanOrEqual(exact);
			expect(exact - shown).toBeLessThan(peopleStep);
		})
	);
});

test('a group never shows fewer people than what lies under it', () => {
	fc.assert(
		fc.property(number, number, (under, more) => {
			const [part, whole] = [peopleShown(under), peopleShown(under + more)];
			expect(whole ?? 0).toBeGreaterThanOrEqual(part ?? 0);
		})
	);
});

/** A little tree: a group with two families of two skills each. A person is the set of what they name themselves. */
const parents: Record<string, string | undefined> = {
	group: undefined,
	a: 'group',
	b: 'group',
	a1: 'a',
	a2: 'a',
	b1: 'b',
	b2: 'b'
};
const nodes = Object.keys(parents);
const isWithin = (node: string, top: string): boolean => {
	const parent = parents[node];
	return node === top || (parent !== undefined && isWithin(parent, top));
};
type People = ReadonlyArray<ReadonlySet<string>>;
const having = (people: People, node: string) =>
	people.filter((named) => [...named].some((one) => isWithin(one, node))).length;
const published = (people: People) => nodes.map((node) => peopleShown(having(people, node)));

/** The same people, except that exactly `wanted` of them have `hidden`: the others name what lies above it instead. */
function withOther(people: People, hidden: string, wanted: number): People {
	const above = parents[hidden];
	const without = people.map((named) => {
		const kept = [...named].filter((one) => !isWithin(one, hidden));
		return new Set(kept.length < named.size && above ? [...kept, above] : kept);
	});
	// First those who have what lies above it: it stays as it was.
	const order = [...without.keys()].sort(
		(x, y) => closeness(without[y]!, hidden) - closeness(without[x]!, hidden)
	);
	const chosen = new Set(order.slice(0, wanted));
	const moved = without.map((named, i) => (chosen.has(i) ? new Set([...named, hidden]) : named));
	return [...moved, ...Array.from({ length: wanted - chosen.size }, () => new Set([hidden]))];
}

/** How near to a node is what a person has already: 2 within its parent, 1 within the parent's parent, else 0. */
function closeness(named: ReadonlySet<string>, node: string): number {
	const [above, top] = [parents[node], parents[parents[node] ?? '']];
	const has = (place: string | undefined) =>
		place !== undefined && [...named].some((one) => isWithin(one, place));
	return has(above) ? 2 : has(top) ? 1 : 0;
}

test('whatever is shown of the tree, a hidden number can be any from nobody to four', () => {
	const person = fc.subarray(nodes, { minLength: 1, maxLength: 3 }).map((named) => new Set(named));
	fc.assert(
		fc.property(
			fc.array(person, { maxLength: 30 }),
			fc.constantFrom(...nodes),
			fc.integer({ min: 0, max: 4 }),
			(people, node, wanted) => {
				fc.pre(having(people, node) < peopleStep);
				const other = withOther(people, node, wanted);
				expect(having(other, node)).toBe(wanted);
				expect(published(other)).toEqual(published(people));
			}
		),
		{ numRuns: 2_000 }
	);
});

test('people are counted on one day of a month, whichever day is looked at', () => {
	const days = ['2026-09-30', '2026-11-07', '2026-11-14', '2026-11-28'];
	expect(peopleDay(days, '2026-11-06')).toBe('2026-09-30');
	expect(peopleDay(days, '2026-11-07')).toBe('2026-11-07');
	expect(peopleDay(days, '2026-11-28')).toBe('2026-11-07');
	expect(peopleDay(days, '2026-12-31')).toBe('2026-11-07');
	expect(peopleDay(days, '2026-09-29')).toBe(undefined);
	const day = fc
		.integer({ min: 0, max: 800 })
		.map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
	fc.assert(
		fc.property(fc.array(day), day, day, (snapshots, one, other) => {
			fc.pre(one.slice(0, 7) === other.slice(0, 7));
			const [a, b] = [peopleDay(snapshots, one), peopleDay(snapshots, other)];
			// Within a month the answer only ever changes from an earlier month to the first day of this one.
			expect(a === b || [a, b].some((known) => known?.slice(0, 7) !== one.slice(0, 7))).toBe(true);
		})
	);
});
