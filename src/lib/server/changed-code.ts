// Changes in code that is not ours, where the site pays for something it has no use for (vite.config.ts,
// svelte.config.js, db/lean-driver.ts). Nothing is imported here: what changes code runs before there is anything.

/** In the file whose path ends with `file`, `by` takes the place of `part`. */
export type Change = { file: string; part: string; by: string };

/**
 * The code with the change made.
 * @throws Error when the code has no such part any more, so that somebody looks whether the change still fits
 */
export function changed(code: string, { file, part, by }: Change): string {
	if (!code.includes(part)) throw new Error(`Code that we change has changed: ${file} has no "${part}".`);
	return code.replace(part, () => by);
}
