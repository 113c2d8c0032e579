// The address a load function sees on the server, in place of SvelteKit's own (see vite.config.ts): that one defines
// seven accessors on every object, which V8 keeps until its next full collection with all they lead to. What it does
// is the same: which parts are read decides when a page loads its data again.

export class TrackedUrl extends URL {
	readonly #read: () => void;
	readonly #readParameter: (name: string) => void;
	#tracked: URLSearchParams | undefined;

	/** `read` hears that the address was read; `readParameter` that one parameter of it was. */
	constructor(url: URL, read: () => void, readParameter: (name: string) => void) {
		super(url);
		this.#read = read;
		this.#readParameter = readParameter;
	}

	override get href(): string {
		this.#read();
		return super.href;
	}

	override get pathname(): string {
		this.#read();
		return super.pathname;
	}

	override get search(): string {
		this.#read();
		return super.search;
	}

	override get searchParams(): URLSearchParams {
		this.#tracked ??= this.#track(super.searchParams);
		return this.#tracked;
	}

	/** Servers are not told it. */
	override get hash(): string {
		throw new Error(
			'Cannot access event.url.hash. Consider using `page.url.hash` inside a component instead'
		);
	}

	override toString(): string {
		this.#read();
		return super.toString();
	}

	override toJSON(): string {
		this.#read();
		return super.toJSON();
	}

	#track(params: URLSearchParams): URLSearchParams {
		return new Proxy(params, {
			get: (target, key) => {
				if (key === 'get' || key === 'getAll' || key === 'has') {
					return (name: string, ...rest: []) => {
						this.#readParameter(name);
						return target[key](name, ...rest);
					};
				}
				this.#read();
				const value: unknown = Reflect.get(target, key);
				return typeof value === 'function' ? (value.bind(target) as unknown) : value;
			}
		});
	}
}

/** Of the shape that SvelteKit calls. */
export function trackedUrl(url: URL, read: () => void, readParameter: (name: string) => void): URL {
	return new TrackedUrl(url, read, readParameter);
}
