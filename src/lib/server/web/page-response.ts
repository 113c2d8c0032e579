// A page on its way out, in place of SvelteKit's own answer (see vite.config.ts): that one encodes the text and lays
// the bytes into a stream, out of which they are read again for the socket. This one hands over the text itself, which
// Node encodes as it writes. The server in front reads `body` and nothing else; `text` is there for everybody else.

type Chunk = { done: boolean; value?: string };

export class PageResponse extends Response {
	readonly #page: string;

	constructor(page: string, init: ResponseInit) {
		super(null, init);
		this.#page = page;
		this.headers.set('content-length', String(Buffer.byteLength(page)));
	}

	/** A stream of one chunk, as far as it is read. */
	override get body(): Response['body'] {
		let next: Chunk = { done: false, value: this.#page };
		const reader = {
			read: () => {
				const chunk = next;
				next = { done: true };
				return Promise.resolve(chunk);
			},
			cancel: () => Promise.resolve()
		};
		return { locked: false, getReader: () => reader } as unknown as Response['body'];
	}

	override text(): Promise<string> {
		return Promise.resolve(this.#page);
	}
}

/** Of the shape that SvelteKit calls. */
export function pageResponse(page: string, init: ResponseInit): Response {
	return new PageResponse(page, init);
}
