// Where to go after a form: only to a page of this site, whatever a form or an address says.

/** The path with its query, or '/' for anything that could lead elsewhere. */
export function safePath(value: unknown): string {
	if (typeof value !== 'string' || value.length > 2_000 || !/^\/(?![/\\])/.test(value)) return '/';
	// Browsers drop control characters and read a backslash as a slash.
	// eslint-disable-next-line no-control-regex
	return /[\\\u0000-\u001f\u007f]/.test(value) ? '/' : value;
}
