// The words a person reads for saved searches.
import { m } from '#lib/i18n/generated/messages.js';
import { frequencies, type Frequency } from '#lib/searches/types.ts';

const words: Record<Frequency, () => string> = {
	atOnce: m.searches_frequency_atOnce,
	daily: m.searches_frequency_daily,
	weekly: m.searches_frequency_weekly,
	off: m.searches_frequency_off
};
export const frequencyWord = (frequency: Frequency): string => words[frequency]();

export const frequencyOptions = () => frequencies.map((value) => ({ value, label: frequencyWord(value) }));
