// The sound of names, remembered: a name sounds the same the next time.
import { fold } from '#lib/text/fold.ts';
import { initials, pinyin } from '#lib/text/pinyin.ts';

const HAN = /\p{Script=Han}/u;
const most = 20_000;
const known = new Map<string, string[]>();

/** Whether a folded text is a name as it is written or as it sounds. */
export const isCalled = (name: string, folded: string): boolean =>
	fold(name) === folded || soundsOf(name).includes(folded);

/** The pinyin of a name and its initials; none for a name without Chinese. */
export function soundsOf(name: string): string[] {
	if (!HAN.test(name)) return [];
	let sounds = known.get(name);
	if (!sounds) {
		if (known.size >= most) known.clear();
		known.set(name, (sounds = [pinyin(name), initials(name)]));
	}
	return sounds;
}
