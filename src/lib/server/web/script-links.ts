// The scripts of a page as links in its head, in place of the header that SvelteKit puts together, encodes and checks
// anew for every page (see vite.config.ts). The same pages always need the same scripts, at addresses that begin at the
// site's root (paths.relative in svelte.config.js).

/** By the numbers of the nodes a page is made of: as many as there are pages. */
const links = new Map<string, string>();

/** `scripts` are those of the nodes; `at` gives the address of one. */
export function scriptLinks(
	branch: ReadonlyArray<{ node: { index: number } }>,
	scripts: ReadonlySet<string>,
	at: (script: string) => string
): string {
	let key = '';
	for (const { node } of branch) key += `${node.index} `;
	let text = links.get(key);
	if (text === undefined) {
		text = Array.from(scripts, (script) => `\n\t\t<link href="${at(script)}" rel="modulepreload">`).join('');
		links.set(key, text);
	}
	return text;
}
