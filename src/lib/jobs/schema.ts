// What operators may do with a failed job.
import * as v from 'valibot';

export const jobSchema = v.object({
	id: v.pipe(v.string('common_error_field'), v.uuid('common_error_field'))
});
