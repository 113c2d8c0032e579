/** How a command ends when it cannot do its work: one line for each thing wrong, exit code 1, no stack. */
import { EnvironmentError } from '#lib/server/environment.ts';
import { oneLine, StartError } from '#lib/server/start-error.ts';

/** Writes the reason to stderr. Details of an unexpected error appear with LOG_LEVEL=debug only. */
export function reportFailure(error: unknown): void {
	if (error instanceof EnvironmentError) {
		for (const line of error.lines) console.error(`pons: ${line}`);
		return;
	}
	console.error(`pons: ${error instanceof StartError ? error.message : oneLine(error)}`);
	if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) console.error(error.stack);
}
