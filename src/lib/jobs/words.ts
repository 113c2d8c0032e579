// What the queues of the worker do, for operators.
import { m } from '#lib/i18n/generated/messages.js';

const queues = {
	'search-reconcile': m.jobs_search_reconcile,
	'skill-snapshot': m.jobs_skill_snapshot,
	'close-expired': m.jobs_close_expired,
	'close-silent': m.jobs_close_silent,
	'answer-reminders': m.jobs_answer_reminders,
	'answer-figures': m.jobs_answer_figures,
	'expire-invitations': m.jobs_expire_invitations,
	'expire-proofs': m.jobs_expire_proofs,
	'close-cases': m.jobs_close_cases,
	'verification-due': m.jobs_verification_due,
	'profile-views': m.jobs_profile_views,
	'searches-daily': m.jobs_searches_daily,
	'searches-weekly': m.jobs_searches_weekly,
	'matches-weekly': m.jobs_matches_weekly,
	'clear-mails': m.jobs_clear_mails,
	'clear-files': m.jobs_clear_files,
	'clear-sessions': m.jobs_clear_sessions,
	'clear-exports': m.jobs_clear_exports,
	'clear-versions': m.jobs_clear_versions,
	'clear-searches': m.jobs_clear_searches,
	'clear-corrections': m.jobs_clear_corrections,
	'clear-plans': m.jobs_clear_plans,
	'clear-notices': m.jobs_clear_notices
} satisfies Record<string, () => string>;
/** Every queue has a word; one of an older version that still holds jobs shows its name. */
export type QueueName = keyof typeof queues;
export const queueWord = (name: string): string =>
	Object.hasOwn(queues, name) ? queues[name as QueueName]() : name;
