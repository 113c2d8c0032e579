// Input of templates and of answers to many applications at once. Messages are message keys.
import * as v from 'valibot';
import { templateNameMax, templateTextMax } from '#lib/answers/template.ts';
import { allMoves } from '#lib/applications/moves.ts';
import { applicationStates, type ApplicationState } from '#lib/applications/types.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { requiredText, rowVersion } from '#lib/input.ts';

const rowId = v.pipe(v.string('common_error_field'), v.regex(/^[a-z0-9]{1,40}$/, 'common_error_field'));
const text = v.pipe(
	v.optional(v.string('common_error_field'), ''),
	v.trim(),
	v.maxLength(templateTextMax, 'common_error_too_long')
);

const texts = { textZh: text, textEn: text };
const written = ({ textZh, textEn }: { textZh: string; textEn: string }) => textZh !== '' || textEn !== '';

export const templateSchema = v.pipe(
	v.object({ name: requiredText(templateNameMax), ...texts }),
	v.forward(
		v.check((input) => written(input), 'answers_error_text'),
		['textZh']
	)
);
export type TemplateInput = v.InferOutput<typeof templateSchema>;
export const templateEditSchema = v.pipe(
	v.object({ id: rowId, version: rowVersion, name: requiredText(templateNameMax), ...texts }),
	v.forward(
		v.check((input) => written(input), 'answers_error_text'),
		['textZh']
	)
);
export const templateIdSchema = v.object({ id: rowId });

/** Applications ticked at once: a page of the table. */
export const bulkMax = 50;
/** States that many can be moved to at once: an interview has a time of its own for everybody. */
export const bulkStates = (kind: ListingKind): ApplicationState[] => {
	const given = allMoves.filter((move) => move.kind === kind && move.mover === 'organization');
	const states = new Set(given.map(({ toState }) => toState));
	return [...states].filter((state) => state !== 'interview' && state !== 'viewed');
};

/** `id:version` of an application as the list showed it. */
const pick = v.pipe(
	v.string('common_error_field'),
	v.regex(/^[a-z0-9]{1,40}:\d{1,9}$/, 'common_error_field'),
	v.transform((line) => ({ id: line.split(':')[0]!, version: Number(line.split(':')[1]) }))
);

/** Words of one's own go before those of the template. */
export const bulkSchema = v.pipe(
	v.object({
		picked: v.pipe(
			v.optional(v.array(pick, 'common_error_field'), []),
			v.maxLength(bulkMax, 'common_error_field')
		),
		/** How many the list showed over all its pages: every one of them is meant, whatever is ticked. */
		all: v.optional(
			v.pipe(v.string('common_error_field'), v.regex(/^\d{1,7}$/, 'common_error_field'), v.transform(Number))
		),
		state: v.picklist(applicationStates, 'common_error_required'),
		template: v.optional(v.union([v.literal(''), rowId], 'common_error_field'), ''),
		...texts
	}),
	v.forward(
		v.check((input) => input.all !== undefined || input.picked.length > 0, 'answers_error_none'),
		['picked']
	),
	v.forward(
		v.check(
			(input) => input.state !== 'rejected' || input.template !== '' || written(input),
			'applications_error_reason'
		),
		['textZh']
	)
);
export type BulkInput = v.InferOutput<typeof bulkSchema>;
export const bulkIdSchema = v.object({ bulk: rowId });
