import { expect, test } from 'vitest';
import * as v from 'valibot';
import { baseSchema } from '#lib/bases/schema.ts';

const period = { id: '', startsOn: '2027-01-01', endsOn: '2027-03-01', places: '8' };
const parse = (periods: object[]) => v.safeParse(baseSchema, { titleZh: '基地', version: '0', periods });
const problems = (periods: object[]) => parse(periods).issues?.map((issue) => v.getDotPath(issue));

test('empty lines of a form are left out, also one that was emptied to remove its period', () => {
	const empty = { id: '', startsOn: '', endsOn: '', places: '' };
	const parsed = parse([{ ...empty, id: 'abc' }, period, empty]);
	expect(parsed.success && parsed.output.periods).toEqual([
		{ id: null, startsOn: '2027-01-01', endsOn: '2027-03-01', places: 8 }
	]);
});

test('what is wrong is said beside its own line', () => {
	expect(problems([period, { ...period, endsOn: '2026-12-31' }])).toEqual(['periods.1.endsOn']);
	expect(problems([period, { ...period, places: '' }])).toEqual(['periods.1.places']);
	expect(problems(Array.from({ length: 31 }, () => period))).toEqual(['periods']);
});
