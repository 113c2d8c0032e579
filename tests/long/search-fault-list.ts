// What search-proxy.ts can do to a Meilisearch.
export const faults = [
	/** Passes everything on. */
	'none',
	/** Nothing listens. */
	'refuses',
	/** Takes the request and never answers. */
	'hangs',
	/** Answers after three seconds. */
	'slow',
	/** Sends the headers, then a byte now and then. */
	'trickles',
	/** Ends the connection in the middle of the answer. */
	'cuts',
	'500',
	/** Meilisearch's own answer to a wrong key. */
	'403',
	/** 200 with JSON of something else. */
	'otherJson',
	/** 200 with half a JSON document. */
	'brokenJson',
	/** 200 with a page, as a captive portal sends it. */
	'html',
	/** One request in three fails, as under too much load. */
	'sometimes503'
] as const;
export type Fault = (typeof faults)[number];
