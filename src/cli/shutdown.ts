/** Ends a long-running command on SIGTERM and Ctrl-C, once, also when the signal comes while it is still starting. */

/** A safety net: whatever hangs at the end, the process ends after this time (ms). */
const LAST_RESORT_MS = 60_000;

/**
 * Runs `close` at the first signal and exits with 0. Returns a function that does the same for another reason,
 * with another exit code.
 */
export function onShutdown(close: () => Promise<void>): (code: number) => void {
	let ending = false;
	const end = (code: number) => {
		if (ending) return;
		ending = true;
		setTimeout(() => process.exit(1), LAST_RESORT_MS).unref();
		close().then(
			() => process.exit(code),
			(error: unknown) => {
				console.error(`pons: stopping failed: ${error instanceof Error ? error.name : 'error'}`);
				process.exit(1);
			}
		);
	};
	process.on('SIGTERM', () => end(0));
	process.on('SIGINT', () => end(0));
	return end;
}
