// The day that an organization's limit of invitations counts by.
import { dayInNanjing } from '#lib/i18n/text.ts';

/** Midnight in Nanjing. */
export function dayStart(now: Date): Date {
	return new Date(`${dayInNanjing(now)}T00:00:00+08:00`);
}
