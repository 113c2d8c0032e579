// A circuit breaker: after a failure an engine is left alone for a while, then tried by one probe, and used again
// when that succeeds. It only counts and says; it asks no engine.

export type Breaker = {
	/** 'closed' is in use, 'open' is left alone, 'halfOpen' is being tried by a probe. */
	state: () => 'closed' | 'open' | 'halfOpen';
	/** Claims the probe: true for one caller, once the pause is over. It must then report how that went. */
	claimProbe: () => boolean;
	succeeded: () => void;
	failed: () => void;
	/** How long until a probe may be claimed, ms. */
	wait: () => number;
};

/** The first pause, and the longest, ms. Each failed probe doubles it. */
const [firstPause, longestPause] = [1_000, 15_000];
/** A failure so soon after a recovery goes on with the pauses where they were, ms. */
const relapse = 30_000;

export function breaker(now: () => number): Breaker {
	let state: ReturnType<Breaker['state']> = 'closed';
	let pause = firstPause;
	let openUntil = 0;
	let closedAt = -Infinity;
	return {
		state: () => state,
		claimProbe() {
			if (state !== 'open' || now() < openUntil) return false;
			state = 'halfOpen';
			return true;
		},
		succeeded() {
			if (state !== 'closed') closedAt = now();
			state = 'closed';
		},
		failed() {
			// Searches that began before the first of them failed say nothing new.
			if (state === 'open') return;
			if (state === 'closed' && now() - closedAt > relapse) pause = firstPause;
			state = 'open';
			openUntil = now() + pause;
			pause = Math.min(pause * 2, longestPause);
		},
		wait: () => Math.max(0, openUntil - now())
	};
}
