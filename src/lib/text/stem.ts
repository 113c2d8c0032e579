// One form for the forms of an English word: singular and plural, British and American, noun and verb. For indexing
// and searching only; a stem is not a word and must not be shown.
import { stemmer } from 'stemmer';

/** British endings and the American ones that they are taken for. */
const spellings: ReadonlyArray<[pattern: RegExp, american: string]> = [
	[/is(e|ed|er|ers|es|ing|ation|ations|able)$/, 'iz$1'],
	[/ys(e|ed|er|es|ing)$/, 'yz$1'],
	[/our(s|ed|ing|al|ally|able|ful|ist|ite)?$/, 'or$1'],
	[/^(cent|fib|theat|calib|lit|met)re(s?)$/, '$1er$2'],
	[/mould/, 'mold'],
	[/ll(ed|ing|er|ers|ery)$/, 'l$1'],
	[/ogue(s?)$/, 'og$1'],
	[/^programmes?$/, 'program'],
	[/aes/, 'es'],
	[/haem/, 'hem'],
	[/paed/, 'ped'],
	[/^anae/, 'ane'],
	[/ence$/, 'ense']
];

const stems = new Map<string, string>();
const mostStems = 50_000;

/** The stem of a folded word (Porter's algorithm after unifying the spelling). Anything else but a–z stays. */
export function stem(word: string): string {
	if (!/^[a-z]{3,}$/.test(word)) return word;
	let found = stems.get(word);
	if (found === undefined) {
		found = stemmer(spellings.reduce((spelt, [pattern, american]) => spelt.replace(pattern, american), word));
		if (stems.size < mostStems) stems.set(word, found);
	}
	return found;
}
