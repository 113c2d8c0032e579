// Load data that travels as one text. The data of a page is written into the page for the browser; written value by
// value that costs the server more than rendering the page. A parcel is written as JSON in one step. It must hold
// nothing but plain data: no dates, maps, classes or cycles.

const sealed = Symbol('parcel');

/** Marks an object or list that a load function returns: pages receive it as it is, on the server and in the browser. */
export function parcel<T extends object>(value: T): T {
	Object.defineProperty(value, sealed, { value: true });
	return value;
}

/** The text of a parcel; undefined for everything else. */
export function wrap(value: unknown): string | undefined {
	const isParcel = typeof value === 'object' && value !== null && sealed in value;
	return isParcel ? JSON.stringify(value) : undefined;
}

/** What was wrapped, from its text, or from the expression in the page. */
export const unwrap = (sent: unknown): unknown => (typeof sent === 'string' ? JSON.parse(sent) : sent);
