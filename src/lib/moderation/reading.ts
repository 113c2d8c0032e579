// A line of text as the rules read it: folded, and without what is put between characters to get past a check
// ("限 男", "仅·限·女"), with the place in the original of every unit.
import { foldWithMap, type FoldedText } from '#lib/text/fold.ts';

const HAN = '\\u3400-\\u9fff';
/**
 * What stands between two characters that are read together: spaces and dots between Han characters, spaces around
 * and within spaced digits ("3 5 岁"), and whatever parts single letters ("m a l e").
 */
const GAPS = new RegExp(
	[
		`(?<=[${HAN}])[ .·•・_*~|+^=\\-—…]{1,3}(?=[${HAN}])`,
		`(?<=[${HAN}]) {1,2}(?=\\d)|(?<=\\d) {1,2}(?=[${HAN}])`,
		`(?<=(?:^|[^\\d])\\d) (?=\\d(?: \\d(?!\\d)| ?[${HAN}]|$))|(?<=\\d \\d) (?=\\d(?!\\d))`,
		'(?<=\\b[a-z][ .\\-_*][a-z])[ .\\-_*](?=[a-z]\\b)|(?<=\\b[a-z])[ .\\-_*](?=[a-z][ .\\-_*][a-z]\\b)'
	].join('|'),
	'g'
);

export function read(line: string): FoldedText {
	const { folded, starts, ends } = foldWithMap(line);
	const out: FoldedText = { folded: '', starts: [], ends: [] };
	let from = 0;
	for (const { 0: gap, index } of folded.matchAll(GAPS)) {
		out.folded += folded.slice(from, index);
		out.starts = out.starts.concat(starts.slice(from, index));
		out.ends = out.ends.concat(ends.slice(from, index));
		from = index + gap.length;
	}
	if (from === 0) return { folded, starts, ends };
	return {
		folded: out.folded + folded.slice(from),
		starts: out.starts.concat(starts.slice(from)),
		ends: out.ends.concat(ends.slice(from))
	};
}
