// Markup in which nothing reacts to anything, such as the rows of a list, put together as text: that costs the server
// a fraction of what components cost. And where the server alone makes it, the first page shows it already, and there
// its data would be a second copy of most of the page: only what comes later, in its place, travels as data.

export class Markup {
	readonly html: string;
	/** Whether it goes with a page that holds it. */
	readonly isShown: boolean;

	constructor(html: string, isShown = false) {
		this.html = html;
		this.isShown = isShown;
	}
}

/** What is false or nothing leaves nothing. */
type Piece = string | number | Markup | readonly Markup[] | false | null | undefined;

/** Markup from a template: whatever is put into it is escaped, unless it is markup itself. */
export function markup(parts: TemplateStringsArray, ...pieces: Piece[]): Markup {
	let html = parts[0]!;
	for (let i = 0; i < pieces.length; i++) html += textOf(pieces[i]) + parts[i + 1]!;
	return new Markup(html);
}

/**
 * Markup that will be used again. A text put together from pieces stays a tree of them, which is walked for every page
 * that holds it; looked into once it is one piece, at a third of the cost for a page of many rows.
 */
export function kept(made: Markup): Markup {
	made.html.charCodeAt(0);
	return made;
}

function textOf(piece: Piece): string {
	if (piece instanceof Markup) return piece.html;
	if (typeof piece === 'string') return escaped(piece);
	if (typeof piece === 'number') return String(piece);
	let html = '';
	if (piece) for (const one of piece) html += one.html;
	return html;
}

const SPECIAL = /[&<>"]/;
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
	return SPECIAL.test(text) ? text.replace(/[&<>"]/g, (sign) => entities[sign]!) : text;
}

/** In place of markup that is shown: Svelte takes over what stands there for any text but an empty one. */
const SHOWN = ' ';

/** The text of markup as data; undefined for everything else. */
export function sendMarkup(value: unknown): string | undefined {
	if (!(value instanceof Markup)) return undefined;
	return value.isShown || value.html === '' ? SHOWN : value.html;
}

export const receiveMarkup = (html: string) => new Markup(html);
