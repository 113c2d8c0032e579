// Input of the forms around saved searches. Messages are message keys.
import * as v from 'valibot';
import { choice, optionalText, requiredText } from '#lib/input.ts';
import { queryMax } from '#lib/searches/query.ts';
import { frequencies, nameMax } from '#lib/searches/types.ts';

const id = v.pipe(v.string('common_error_field'), v.regex(/^[a-z0-9]{1,40}$/, 'common_error_field'));
const frequency = choice(frequencies);

export const saveSearchSchema = v.object({
	query: v.pipe(
		v.optional(v.string('common_error_field'), ''),
		v.maxLength(queryMax, 'searches_error_query_long')
	),
	frequency,
	/** Empty: named by its words and filters. */
	name: optionalText(nameMax)
});
export type SaveSearchInput = v.InferOutput<typeof saveSearchSchema>;

/** Words, or a search page's address, typed where there is no search page. */
export const typeSearchSchema = v.object({ typed: requiredText(queryMax), frequency });

export const renameSearchSchema = v.object({ id, name: requiredText(nameMax) });
export const frequencySchema = v.object({ id, frequency });
export const searchSchema = v.object({ id });
