// Meilisearch with PostgreSQL behind it: searches go on when Meilisearch is down or slow, and return to it by
// themselves. Both are fed alike, so that either can answer at any time.
import type { SearchEngine } from '#lib/server/search/port.ts';

/** How long a failed engine is left alone before one search tries it again, ms. */
const pause = 5_000;

/** `told` hears which engine answers whenever that changes. */
export function withFallback(
	main: SearchEngine,
	spare: SearchEngine,
	now: () => number = Date.now,
	told: (name: 'meilisearch' | 'fallback') => void = () => {}
): SearchEngine {
	let closedUntil = 0;
	let failing = false;
	const notice = (fails: boolean) => {
		if (fails !== failing) told(fails ? 'fallback' : 'meilisearch');
		failing = fails;
	};
	return {
		get name() {
			return failing ? 'fallback' : main.name;
		},
		async search(query) {
			if (now() < closedUntil) return spare.search(query);
			// While one search tries a failed engine, the others do not wait for it.
			if (failing) closedUntil = now() + pause;
			try {
				const answer = await main.search(query);
				closedUntil = 0;
				notice(false);
				return answer;
			} catch {
				closedUntil = now() + pause;
				notice(true);
				return spare.search(query);
			}
		},
		async put(documents) {
			await spare.put(documents);
			await main.put(documents);
		},
		async remove(ids) {
			await spare.remove(ids);
			await main.remove(ids);
		},
		isWhole: () => main.isWhole(),
		setWhole: () => main.setWhole()
	};
}
