// What a load function returned as an expression in the script of its page, in place of SvelteKit's own way (see
// vite.config.ts): that one looks for cycles, repeats and classes in everything it meets. Most pages return texts,
// parcels and markup, in which there are none.
import { sendMarkup } from '#lib/markup.ts';
import { wrap } from '#lib/parcel.ts';

const NAME = /^[a-zA-Z_]\w*$/;

/** `uses` as SvelteKit notes it. Undefined for data that needs SvelteKit's way. */
export function dataScript(data: unknown, uses: Record<string, unknown>): string | undefined {
	const script = dataOf(data);
	return script && `{type:"data",data:${script},uses:${inScript(JSON.stringify(uses))}}`;
}

function dataOf(data: unknown): string | undefined {
	if (data === null || data === undefined) return 'null';
	let script = '';
	for (const [name, value] of Object.entries(data)) {
		const own = valueOf(value);
		if (own === undefined || name === '__proto__' || !NAME.test(name)) return undefined;
		script += `${script && ','}${name}:${own}`;
	}
	return `{${script}}`;
}

function valueOf(value: unknown): string | undefined {
	if (value === null || typeof value === 'boolean') return String(value);
	if (typeof value === 'string') return inScript(JSON.stringify(value));
	if (Number.isFinite(value) && !Object.is(value, -0)) return String(value);
	const parcel = wrap(value);
	// In an expression this name would set what an object inherits from.
	if (parcel && !parcel.includes('"__proto__"')) return `app.decode('parcel', ${inScript(parcel)})`;
	const markup = sendMarkup(value);
	return markup && `app.decode('markup', ${inScript(JSON.stringify(markup))})`;
}

/** JSON as an expression that no tag can end. */
const inScript = (json: string) => (json.includes('<') ? json.replaceAll('<', '\\u003c') : json);
