// Input of saving a pathway as a plan and of what can be done with one.
import * as v from 'valibot';
import { choice, ticked } from '#lib/input.ts';
import { pathwayChoices } from '#lib/matching/pathway.ts';

const rowId = v.pipe(v.string('common_error_field'), v.maxLength(40, 'common_error_field'));

export const savePlanSchema = v.object({ by: choice(pathwayChoices) });
export const planSchema = v.object({ id: rowId });
export const markItemSchema = v.object({ id: rowId, done: ticked });
