// What people read about demand signals, in their language.
import { m } from '#lib/i18n/generated/messages.js';
import { peopleIn, type HeadcountBand } from '#lib/signals/types.ts';

export const bandWord = (band: HeadcountBand) => {
	const { from, to } = peopleIn(band);
	return from === to ? m.signals_one() : m.signals_band({ from, to });
};
