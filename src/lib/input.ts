// Pieces of input schemas that forms, imports and commands share. Messages are message keys.
import * as v from 'valibot';

/** A line or text that must be there. `max` in characters. */
export const requiredText = (max: number) =>
	v.pipe(
		v.string('common_error_required'),
		v.trim(),
		v.minLength(1, 'common_error_required'),
		v.maxLength(max, 'common_error_too_long')
	);

/** A text that may be empty or absent; empty becomes null. `max` in characters. */
export const optionalText = (max: number) =>
	v.pipe(
		v.optional(v.string('common_error_field'), ''),
		v.trim(),
		v.maxLength(max, 'common_error_too_long'),
		v.transform((text) => text || null)
	);

/** A whole number from `min` to `max`; empty or absent becomes null. Full-width digits and separators are accepted. */
export const optionalInteger = (min: number, max: number) =>
	v.pipe(
		v.optional(v.string('common_error_number'), ''),
		v.transform((text) => text.normalize('NFKC').replace(/[,\s]/g, '')),
		v.check((text) => /^\d*$/.test(text), 'common_error_number'),
		v.check(
			(text) => !/^\d+$/.test(text) || (Number(text) >= min && Number(text) <= max),
			'common_error_range'
		),
		v.transform((text) => (text === '' ? null : Number(text)))
	);

export const requiredInteger = (min: number, max: number) =>
	v.pipe(optionalInteger(min, max), v.number('common_error_required'));

/** A calendar day as YYYY-MM-DD that exists; empty or absent becomes null. */
export const optionalDay = v.pipe(
	v.optional(v.string('common_error_date'), ''),
	v.trim(),
	v.check((text) => text === '' || isDay(text), 'common_error_date'),
	v.transform((text) => text || null)
);

export const requiredDay = v.pipe(optionalDay, v.string('common_error_required'));

/** A moment by the clock of Nanjing, as a browser's field sends it; empty becomes null. */
export const nanjingMoment = v.pipe(
	v.optional(v.string('common_error_date'), ''),
	v.trim(),
	v.check((typed) => typed === '' || /^20\d\d-\d\d-\d\dT\d\d:\d\d$/.test(typed), 'common_error_date'),
	v.transform((typed) => (typed ? new Date(`${typed}:00+08:00`) : null)),
	v.check((moment) => moment === null || !Number.isNaN(moment.getTime()), 'common_error_date')
);

/** The same moment as that field shows it. */
export const nanjingInput = (moment: Date): string =>
	new Date(moment.getTime() + 8 * 3_600_000).toISOString().slice(0, 16);

/** One of the words; empty or absent becomes null. */
export const optionalChoice = <const T extends readonly string[]>(words: T) =>
	v.pipe(
		v.optional(v.string('common_error_field'), ''),
		v.check((word) => word === '' || words.includes(word), 'common_error_field'),
		v.transform((word) => (word === '' ? null : (word as T[number])))
	);

export const choice = <const T extends readonly string[]>(words: T) =>
	v.picklist(words, 'common_error_required');

/** Any of the words, each once, in the order of `words`; absent is none. */
export const choices = <const T extends readonly string[]>(words: T) =>
	v.pipe(
		v.optional(v.array(v.string('common_error_field'), 'common_error_field'), []),
		v.transform((chosen) => words.filter((word) => chosen.includes(word)) as T[number][])
	);

/**
 * The lines of a repeated field. A line in which nothing is written is left out: forms offer empty ones, and emptying
 * a line is how it is removed without JavaScript. An `id` alone is nothing written.
 */
export const writtenLines = <T extends v.GenericSchema>(line: T, max: number, tooMany: string) =>
	v.pipe(
		v.optional(
			v.array(
				v.lazy((input): v.GenericSchema<unknown, v.InferOutput<T> | null> => (isBlank(input) ? blank : line)),
				'common_error_field'
			),
			[]
		),
		v.transform((lines) => lines.filter((line) => line !== null)),
		v.maxLength(max, tooMany)
	);

const blank = v.pipe(
	v.unknown(),
	v.transform(() => null)
);

function isBlank(line: unknown): boolean {
	if (typeof line !== 'object' || line === null) return false;
	return Object.entries(line).every(([name, value]) => name === 'id' || value === '');
}

/** A ticked box: browsers send "on", or nothing. */
export const ticked = v.pipe(
	v.optional(v.string('common_error_field'), ''),
	v.transform((value) => value !== '' && value !== 'false')
);

/** A web address; empty or absent becomes null. */
export const optionalUrl = v.pipe(
	optionalText(500),
	v.check((text) => text === null || isWebAddress(text), 'common_error_url')
);

/** The version of the row a form was made from; guards against overwriting another tab's edit. */
export const rowVersion = v.pipe(
	v.optional(v.string('common_error_field'), '0'),
	// A new row's form has no version yet.
	v.regex(/^\d{0,9}$/, 'common_error_field'),
	v.transform(Number)
);

function isDay(text: string): boolean {
	if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isWebAddress(text: string): boolean {
	return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

/** A chosen file; a browser sends an empty one where none was chosen. */
export const optionalFile = v.pipe(
	v.optional(v.union([v.file('common_error_field'), v.literal('')])),
	v.transform((file) => (file instanceof File && (file.name !== '' || file.size > 0) ? file : undefined))
);
