// The sound of Chinese names and terms in Latin letters, so that "naodian" and "nd" find 脑电.
// Brings its dictionary along (some hundred kB): import it on the server only.
import { pinyin as syllablesOf } from 'pinyin-pro';
import { fold } from './fold.ts';

/** What a text is: in a person's name a leading surname has its own reading (单 shàn, not dān). */
export type PinyinKind = 'term' | 'name';

type Sound = { sound: string; short: string };

/** The sounds of names, which are read again every minute and hardly ever change. */
const known = new Map<string, Sound[]>();
const mostKnown = 10_000;

function sounds(text: string, kind: PinyinKind): Sound[] {
	const key = `${kind} ${text}`;
	let found = known.get(key);
	if (!found) {
		found = soundsOf(text, kind);
		if (known.size < mostKnown && text.length <= 64) known.set(key, found);
	}
	return found;
}

/** Syllables of the Chinese parts and words of the others, folded, in order. */
function soundsOf(text: string, kind: PinyinKind): Sound[] {
	const runs = fold(text).match(/\p{Script=Han}+|[a-z0-9]+/gu) ?? [];
	return runs.flatMap((run) => {
		if (/^[a-z0-9]/.test(run)) return [{ sound: run, short: run }];
		const surname = kind === 'name' ? 'head' : 'off';
		const syllables = syllablesOf(run, { toneType: 'none', type: 'array', v: true, surname });
		return syllables.map((sound) => ({ sound, short: [...sound][0] ?? '' }));
	});
}

/** The sound without tones, joined, ü as v: 脑电 → `naodian`, 女性 → `nvxing`. Latin words and numbers stay. */
export function pinyin(text: string, kind: PinyinKind = 'term'): string {
	return sounds(text, kind)
		.map(({ sound }) => sound)
		.join('');
}

/** The first letter of every syllable: 脑电 → `nd`. Latin words and numbers stay whole: EEG信号 → `eegxh`. */
export function initials(text: string, kind: PinyinKind = 'term'): string {
	return sounds(text, kind)
		.map(({ short }) => short)
		.join('');
}
