// Finds web addresses in a plain text, so that a page can make them links without taking any markup from it. Only
// what surely leads where it seems to lead becomes a link.

export type TextPart = { text: string; href?: string };

/** Runs of ASCII that begin like a web address; Chinese text around it needs no spaces. */
const address = /\bhttps?:\/\/[!-~]+/gi;
/** What ends a sentence or closes a bracket around an address, and is no part of it. */
const trailing = /[.,;:!?'")\]}>]+$/;

/** The text in order, cut where addresses begin and end. Together the parts are the text again. */
export function withLinks(text: string): TextPart[] {
	const parts: TextPart[] = [];
	let at = 0;
	for (const { 0: found, index } of text.matchAll(address)) {
		const written = withoutTail(found);
		const href = safeHref(written);
		if (!href) continue;
		if (index > at) parts.push({ text: text.slice(at, index) });
		parts.push({ text: written, href });
		at = index + written.length;
	}
	if (at < text.length) parts.push({ text: text.slice(at) });
	return parts;
}

/** A closing bracket stays where the address itself opens one. */
function withoutTail(found: string): string {
	const cut = found.replace(trailing, '');
	return found[cut.length] === ')' && cut.includes('(') ? `${cut})` : cut;
}

/** Undefined for what is no address, and for one with a user name, which can pass for another site's. */
function safeHref(written: string): string | undefined {
	if (!URL.canParse(written)) return undefined;
	const { protocol, username, password, hostname, href } = new URL(written);
	if (!['http:', 'https:'].includes(protocol) || username || password) return undefined;
	return hostname.includes('.') ? href : undefined;
}
