// Meilisearch with PostgreSQL behind it: searches go on when Meilisearch is down, slow or wiped, and return to it
// by themselves. No search waits for a probe: while the breaker is not closed PostgreSQL answers at once.
import { breaker } from '#lib/server/search/breaker.ts';
import { EngineDown, type SearchEngine } from '#lib/server/search/port.ts';

export type Fallback = {
	engine: SearchEngine;
	/** Asks the main engine now, whatever the pauses; used at start, and when its index was filled. */
	recheck: () => Promise<void>;
};

export type FallbackOptions = {
	main: SearchEngine;
	spare: SearchEngine;
	/** Throws when the main engine cannot answer searches. */
	probe: () => Promise<unknown>;
	now?: () => number;
	/** Hears which engine answers whenever that changes. */
	told?: (name: 'meilisearch' | 'fallback') => void;
};

/** The longest wait for the main engine, keys and all, ms: with the spare's answer it stays within a second. */
const deadline = 850;
/** The same for a probe, which nobody waits for: it may also have to make keys anew. */
const probeDeadline = 5_000;

export function withFallback({
	main,
	spare,
	probe,
	now = Date.now,
	told = () => {}
}: FallbackOptions): Fallback {
	const gate = breaker(now);
	let said: 'meilisearch' | 'fallback' = 'meilisearch';
	let timer: NodeJS.Timeout | undefined;
	const tell = () => {
		const name = gate.state() === 'closed' ? 'meilisearch' : 'fallback';
		if (name !== said) told((said = name));
		clearTimeout(timer);
		// It heals without a search, too.
		if (name === 'fallback') timer = setTimeout(() => void tryAgain(), gate.wait()).unref();
	};
	const ask = async () => {
		await within(probe(), probeDeadline).then(gate.succeeded, gate.failed);
		tell();
	};
	const tryAgain = async () => {
		if (gate.claimProbe()) await ask();
	};
	return {
		engine: {
			get name() {
				return gate.state() === 'closed' ? main.name : 'fallback';
			},
			async search(query) {
				if (gate.state() !== 'closed') {
					void tryAgain();
					return spare.search(query);
				}
				try {
					return await within(main.search(query), deadline);
				} catch (error) {
					// A refused query is answered by the spare; the next one may be accepted.
					if (error instanceof EngineDown) {
						gate.failed();
						tell();
					}
					return spare.search(query);
				}
			}
		},
		recheck: ask
	};
}

/** Gives up waiting after `limit` milliseconds; the work itself goes on unheard. */
async function within<T>(work: Promise<T>, limit: number): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, fail) => {
		timer = setTimeout(() => fail(new EngineDown('too slow')), limit);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
