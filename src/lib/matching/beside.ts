// What a listing is to its reader, as markup beside its row.
import { m } from '#lib/i18n/generated/messages.js';
import { markup, type Markup } from '#lib/markup.ts';
import type { Beside, ShownMatch } from './shown.ts';
import { gainTexts, misfitTexts } from './words.ts';

/** The most gaps that are named beside a row; more are counted. */
const namedGaps = 2;

/** The match of a role as bars, and what does not fit; or what a course or base adds. */
export function besideMarkup(beside: Beside): Markup {
	if ('match' in beside) {
		const misfits = misfitTexts(beside.match, 'talent').map((text) => markup`<p class="soon">${text}</p>`);
		return markup`${barsMarkup(beside.match)}${misfits}`;
	}
	const { closes, roles, ready, missing } = gainTexts(beside.gain);
	const also = ready ? markup`<br>${ready}` : markup`<br><span class="soon">${missing}</span>`;
	const { length } = beside.gain.skills;
	const gain = length > namedGaps ? m.matching_gain_count({ count: length }) : closes;
	return markup`<p class="gain">${gain}</p><p class="for">${roles}${also}</p>`;
}

/** Coverage as the number, with a bar, and use as a second bar; in whole percent. */
export function barsMarkup({ headline, usePercent }: Pick<ShownMatch, 'headline' | 'usePercent'>): Markup {
	const number = markup`<span class="number" aria-hidden="true">${headline}</span>`;
	const meters = [
		meter(headline, m.matching_coverage(), 'track'),
		meter(usePercent, m.matching_use(), 'track use')
	];
	return markup`<div class="match">${number}${meters}</div>`;
}

const meter = (percent: number, label: string, look: string) => {
	const bar = markup`<span style="width:${percent}%"></span>`;
	const values = markup`aria-valuemin="0" aria-valuemax="100" aria-valuenow="${percent}"`;
	return markup`<span class="${look}" role="meter" aria-label="${label}" ${values}>${bar}</span>`;
};
