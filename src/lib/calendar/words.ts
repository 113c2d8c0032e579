// What the entries of a calendar say.
import type { CalendarEntry, EntryKind } from '#lib/calendar/types.ts';
import { m } from '#lib/i18n/generated/messages.js';
import { pick } from '#lib/i18n/text.ts';

const kinds: Record<EntryKind, () => string> = {
	interview: m.calendar_kind_interview,
	deadline: m.calendar_kind_deadline,
	admission: m.calendar_kind_admission,
	course: m.calendar_kind_course,
	base: m.calendar_kind_base,
	planned: m.calendar_kind_planned
};
export const entryWord = (kind: EntryKind): string => kinds[kind]();

/** One line for a calendar program: what it is, and of which listing. Names nobody. */
export const entrySummary = ({ kind, titleZh, titleEn }: CalendarEntry): string =>
	m.calendar_summary({ kind: entryWord(kind), title: pick(titleZh, titleEn).text });
