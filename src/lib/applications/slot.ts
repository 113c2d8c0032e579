// Runs of courses and periods of bases in time.

/** The day on which a run or period that still goes on began; undefined before it, after it, and where there is none. */
export function begunOn(
	{ from, to }: { from: string | null; to: string | null },
	today: string
): string | undefined {
	return from !== null && to !== null && from <= today && to >= today ? from : undefined;
}
