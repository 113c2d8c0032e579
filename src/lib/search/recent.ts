// What somebody searched for lately, in this browser only: it is never sent anywhere, and leaves with one press.
// `place` is where: what is searched for lies apart for listings and for talents.
const most = 6;

/** The latest first; empty where the browser keeps nothing. */
export function recentSearches(place: string): string[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]');
		return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, most) : [];
	} catch {
		return [];
	}
}

export function rememberSearch(place: string, words: string): void {
	const typed = words.trim();
	if (typed === '') return;
	const kept = [typed, ...recentSearches(place).filter((one) => one !== typed)].slice(0, most);
	write(place, JSON.stringify(kept));
}

export function forgetSearches(place: string): void {
	write(place, null);
}

/** Writes, or removes; a browser that keeps nothing is no error. */
export function write(key: string, value: string | null): void {
	try {
		if (value === null) localStorage.removeItem(key);
		else localStorage.setItem(key, value);
	} catch {
		// Private windows may refuse.
	}
}
