// The people of one run of a course or one period of a base, as the organization sees them together: in which groups,
// and what it may do with many of a group at once.
import * as v from 'valibot';
import { choice } from '#lib/input.ts';
import type { ApplicationState } from '#lib/applications/types.ts';

/** What can be said to many at once; what needs words is said on each application's own page. */
export const cohortAnswers = ['admitted', 'enrolled', 'completed'] as const;
export type CohortAnswer = (typeof cohortAnswers)[number];

export const cohortGroups = ['asking', 'waiting', 'admitted', 'enrolled', 'completed', 'left'] as const;
export type CohortGroup = (typeof cohortGroups)[number];

const groups: Partial<Record<ApplicationState, CohortGroup>> = {
	sent: 'asking',
	viewed: 'asking',
	waiting: 'waiting',
	admitted: 'admitted',
	enrolled: 'enrolled',
	completed: 'completed'
};
export const groupOf = (state: ApplicationState): CohortGroup => groups[state] ?? 'left';

/** The answer that a group waits for. */
export const answerOf: Partial<Record<CohortGroup, CohortAnswer>> = {
	asking: 'admitted',
	waiting: 'admitted',
	admitted: 'enrolled',
	enrolled: 'completed',
	completed: 'enrolled'
};

/** Most people in one step. */
const idsMax = 500;

export const cohortMoveSchema = v.object({
	state: choice(cohortAnswers),
	ids: v.pipe(
		v.optional(v.array(v.pipe(v.string('common_error_field'), v.maxLength(40, 'common_error_field'))), []),
		v.minLength(1, 'cohorts_error_nobody'),
		v.maxLength(idsMax, 'common_error_field')
	)
});
export type CohortMoveInput = v.InferOutput<typeof cohortMoveSchema>;
