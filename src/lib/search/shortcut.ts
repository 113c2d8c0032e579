// The key / leads to the search box from anywhere, unless somebody is typing or has switched it off.
import { write } from '#lib/search/recent.ts';

const place = 'pons.slash';

export function slashIsOn(): boolean {
	try {
		return localStorage.getItem(place) !== 'off';
	} catch {
		return true;
	}
}

export function switchSlash(on: boolean): void {
	write(place, on ? null : 'off');
}

const TYPING = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog';

/** Whether a key press asks for the search box. */
export function asksForSearch(event: KeyboardEvent): boolean {
	if (event.key !== '/' || event.defaultPrevented || event.isComposing) return false;
	if (event.ctrlKey || event.metaKey || event.altKey) return false;
	return !(event.target as Element).closest(TYPING) && slashIsOn();
}

/** Goes to the search box of the page; false where there is none. */
export function focusSearch(): boolean {
	const box = document.querySelector<HTMLInputElement>('input[data-search]');
	box?.focus();
	box?.select();
	return box !== null;
}
