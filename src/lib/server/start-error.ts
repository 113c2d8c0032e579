/**
 * The one error that ends a start: its message is a single line that a person can act on.
 * It never carries a password, a key or a query.
 */
export class StartError extends Error {
	override readonly name = 'StartError';
}

/** What went wrong in one line, without a query, its parameters or a stack. */
export function oneLine(error: unknown): string {
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	const text = cause instanceof Error ? cause.message || errorCode(cause) || cause.name : String(cause);
	return text.split('\n', 1)[0] ?? '';
}

/** The code of a system or database error, such as ENOENT or 28P01. */
export function errorCode(error: unknown): string | undefined {
	if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
	return typeof error.code === 'string' ? error.code : undefined;
}
