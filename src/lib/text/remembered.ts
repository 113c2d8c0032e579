// What pure functions gave for short texts, such as the names of skills, which every search asks for again.

/** So many texts are remembered, each up to so many characters; then it begins anew. */
const [mostTexts, longestText] = [5_000, 64];

/** The same function with a memory. What it gives must not be changed. */
export function remembered<T>(given: (text: string) => T): (text: string) => T {
	const known = new Map<string, T>();
	return (text) => {
		const found = known.get(text);
		if (found !== undefined || text.length > longestText) return found ?? given(text);
		const made = given(text);
		if (known.size >= mostTexts) known.clear();
		known.set(text, made);
		return made;
	};
}
