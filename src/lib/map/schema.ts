// Input of the pages of supply and demand.
import * as v from 'valibot';
import { choice, requiredText } from '#lib/input.ts';

/** What a gap can be turned into. */
export const draftSchema = v.object({ skill: requiredText(64), kind: choice(['course', 'base']) });
export type DraftInput = v.InferOutput<typeof draftSchema>;
