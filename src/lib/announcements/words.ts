// What severities and states of announcements are called.
import type { AnnouncementState, Severity } from '#lib/announcements/types.ts';
import { m } from '#lib/i18n/generated/messages.js';

const severities: Record<Severity, () => string> = {
	info: m.announcements_severity_info,
	warning: m.announcements_severity_warning
};
export const severityWord = (severity: Severity): string => severities[severity]();

const states: Record<AnnouncementState, () => string> = {
	running: m.announcements_state_running,
	coming: m.announcements_state_coming,
	over: m.announcements_state_over,
	ended: m.announcements_state_ended
};
export const stateWord = (state: AnnouncementState): string => states[state]();
