// The open streams of this process, and what happened for each: PostgreSQL tells every process by NOTIFY (triggers in
// drizzle/), so that it does not matter which process a browser is connected to. What is told are ids, never content:
// the page reads its data again, with its reader's rights.
import type { Actor } from '#lib/accounts/types.ts';
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';
import { earOf } from '#lib/server/live/ear.ts';

/** Streams of one account and of one process; whoever gets none asks for the page again every so often. */
const accountMax = 12;
const processMax = 5_000;
/** How often (ms) a stream shows that it lives, and whether its reader may still have it is asked. */
const beatTime = 25_000;

export type Stream = {
	actor: Pick<Actor, 'accountId' | 'sessionHash'>;
	/** `about` is what changed, such as 'application:…'. */
	changed: (about: string) => void;
	/** Shows that the stream lives. */
	beat: () => void;
	/** The session is over, or the site stops. */
	end: () => void;
};
type Open = Stream & { topics: ReadonlySet<string> };

export type Streams = {
	/** Undefined when there are too many; otherwise the function that takes it out again. */
	add: (stream: Stream) => Promise<(() => void) | undefined>;
};

const made = new WeakMap<App, Streams>();

/** The streams of this process, made at the first. */
export function streamsOf(app: App): Streams {
	let streams = made.get(app);
	if (!streams) made.set(app, (streams = makeStreams(app)));
	return streams;
}

function makeStreams(app: App): Streams {
	const open = new Set<Open>();
	const ear = earOf(app);
	// Something may have happened unheard: every page reads its data again.
	ear.add({ heard, missed: () => open.forEach((stream) => stream.changed('all')) });

	function heard(payload: string): void {
		const [topic = '', about = ''] = payload.split(' ');
		for (const stream of [...open]) {
			if (!stream.topics.has(topic)) continue;
			if (topic.startsWith('session:')) stream.end();
			else stream.changed(about);
		}
	}

	async function beat(): Promise<void> {
		const topics = await topicsOf(app, [...open]);
		for (const stream of [...open]) {
			const now = topics.get(stream.actor.sessionHash);
			if (!now) stream.end();
			else {
				stream.topics = now;
				stream.beat();
			}
		}
	}
	const timer = setInterval(() => {
		if (open.size) beat().catch((error: unknown) => console.error('live:', nameOf(error)));
	}, beatTime);
	timer.unref();
	app.stopping.signal.addEventListener('abort', () => {
		clearInterval(timer);
		open.forEach((stream) => stream.end());
	});

	return {
		async add(stream) {
			const own = [...open].filter(({ actor }) => actor.accountId === stream.actor.accountId);
			if (open.size >= processMax || own.length >= accountMax || app.stopping.signal.aborted)
				return undefined;
			const entry: Open = { ...stream, topics: new Set() };
			open.add(entry);
			const remove = () => void open.delete(entry);
			try {
				await ear.open();
				const topics = (await topicsOf(app, [stream])).get(stream.actor.sessionHash);
				if (topics) entry.topics = topics;
				else stream.end();
				return remove;
			} catch (error) {
				remove();
				throw error;
			}
		}
	};
}

/** What each stream hears of: its account, its session and its organizations. Sessions that are over are not in it. */
async function topicsOf(
	app: App,
	streams: readonly Pick<Stream, 'actor'>[]
): Promise<Map<string, ReadonlySet<string>>> {
	const hashes = streams.map(({ actor }) => actor.sessionHash);
	const rows = await reader(app.db)<Array<{ hash: string; account: string; organizations: string[] }>>`
		select s.id_hash as hash, s.account_id as account,
			array(select organization_id from memberships m where m.account_id = s.account_id) as organizations
		from sessions s join accounts a on a.id = s.account_id and a.suspended_at is null
		where s.id_hash = any(${hashes}) and s.expires_at > ${app.now().toISOString()}::timestamptz`;
	return new Map(
		rows.map(({ hash, account, organizations }) => [
			hash,
			new Set([
				`session:${hash}`,
				`account:${account}`,
				...organizations.map((organization) => `organization:${organization}`)
			])
		])
	);
}

const nameOf = (error: unknown) => (error instanceof Error ? error.name : 'error');
