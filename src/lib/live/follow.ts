// The browser's end of a stream of changes: open only while the page is looked at (browsers allow few connections to
// one host), and replaced by asking again every so often where a stream does not come through.

/** Without a word for so long (ms) a stream is dead: the server shows a sign of life every 25 seconds. */
const silenceMax = 60_000;
/** A stream that does not begin within this time (ms) is held back by something in between. */
const beginMax = 10_000;
/** Between two reads (ms): of a page without a stream, and of one to which very much happens. */
const pollTime = 20_000;
const restTime = 500;
/** After so long (ms) without a stream, one is tried again. */
const againTime = 120_000;

type Hooks = {
	/** Whether a change is the page's. */
	concerns: (about: string) => boolean;
	/** Reads the page's data again. */
	reload: () => void;
	/** Whether it has to ask again and again. */
	polls: (now: boolean) => void;
};

/** Follows the stream at `address` until the function it returns is called. */
export function follow(address: string, { concerns, reload, polls }: Hooks): () => void {
	let source: EventSource | undefined;
	let watch: ReturnType<typeof setTimeout> | undefined;
	let poll: ReturnType<typeof setInterval> | undefined;
	let again: ReturnType<typeof setTimeout> | undefined;
	let rest: ReturnType<typeof setTimeout> | undefined;

	/** Changes that come together are one read. */
	function soon() {
		rest ??= setTimeout(() => {
			rest = undefined;
			reload();
		}, restTime);
	}
	function expectWord(within: number) {
		clearTimeout(watch);
		watch = setTimeout(fall, within);
	}
	function close() {
		source?.close();
		source = undefined;
		for (const timer of [watch, again, rest]) clearTimeout(timer);
		clearInterval(poll);
		poll = rest = undefined;
	}
	/** Asks again every so often instead. */
	function fall() {
		close();
		polls(true);
		reload();
		poll = setInterval(reload, pollTime);
		again = setTimeout(open, againTime);
	}
	function open() {
		close();
		source = new EventSource(address);
		expectWord(beginMax);
		// What happened between the page and its stream was not told.
		source.addEventListener('ready', () => {
			polls(false);
			expectWord(silenceMax);
			soon();
		});
		source.addEventListener('beat', () => expectWord(silenceMax));
		source.addEventListener('changed', (event: MessageEvent<string>) => {
			expectWord(silenceMax);
			if (concerns(event.data)) soon();
		});
		// The session is over, or the site stops: the page finds out which. Then the browser comes back by itself.
		source.addEventListener('end', () => expectWord(beginMax));
		source.addEventListener('error', () => {
			if (source?.readyState === EventSource.CLOSED) fall();
		});
	}
	function look() {
		if (document.visibilityState === 'visible') open();
		else close();
	}
	document.addEventListener('visibilitychange', look);
	look();
	return () => {
		document.removeEventListener('visibilitychange', look);
		close();
	};
}
