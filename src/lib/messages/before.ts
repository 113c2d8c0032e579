// Which part of a conversation an address asks for.

/** The position before which messages are shown; undefined for the latest. */
export function beforeOf(url: URL): number | undefined {
	const before = Math.trunc(Number(url.searchParams.get('before')));
	return before > 1 && before < 1_000_000 ? before : undefined;
}
