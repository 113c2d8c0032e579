// What the queues of the worker do, for operators; a queue without a word of its own shows its name.
import { m } from '#lib/i18n/generated/messages.js';

const queues: Record<string, () => string> = {
	'search-reconcile': m.jobs_search_reconcile,
	'skill-snapshot': m.jobs_skill_snapshot,
	'close-expired': m.jobs_close_expired
};
export const queueWord = (name: string): string => queues[name]?.() ?? name;
