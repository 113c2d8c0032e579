// What people read about demand signals, in their language.
import { m } from '#lib/i18n/generated/messages.js';
import type { Figures } from '#lib/map/figures.ts';
import { peopleIn, type HeadcountBand } from '#lib/signals/types.ts';

type Announced = Pick<Figures, 'signals' | 'wantedFrom' | 'wantedTo'>;

/** So many people, at least and at most. */
const rangeWord = (from: number, to: number) => {
	if (from < to) return m.signals_band({ from, to });
	return from === 1 ? m.signals_one() : m.signals_people({ count: from });
};

export const bandWord = (band: HeadcountBand) => {
	const { from, to } = peopleIn(band);
	return rangeWord(from, to);
};

/** What is announced besides the open roles. */
export const signalsWord = ({ signals, wantedFrom, wantedTo }: Announced) =>
	m.map_signals({ signals, people: rangeWord(wantedFrom, wantedTo) });
