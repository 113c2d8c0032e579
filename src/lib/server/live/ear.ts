// What the processes of the site tell each other: PostgreSQL's NOTIFY, heard on one connection a process. Told are ids
// and names of what changed, never content. Whoever listens must get along without: a connection through a pooler hears
// nothing, and what is told while it is away is lost.
import type { App, Ear, Listener } from '#lib/server/app.ts';
import { connect, type Connection } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';

/** How often (ms) the connection proves that it hears. */
const proofTime = 25_000;
export const channel = 'live';

/** The ear of this process, whichever copy of the code asks: the commands and the built pages are loaded separately. */
export function earOf(app: App): Ear {
	return (app.ear ??= makeEar(app));
}

/**
 * The one connection that listens. It proves itself every so often by hearing its own voice: a connection that died
 * without a word is replaced.
 */
function makeEar(app: App): Ear {
	const voice = `ear:${newId()}`;
	const listeners = new Set<Listener>();
	let opening: Promise<Connection> | undefined;
	let heardSelf = true;

	async function listen(): Promise<Connection> {
		const connection = connect(app.environment.databaseUrl, { max: 1 });
		try {
			await connection.sql.listen(channel, (payload) => {
				if (payload === voice) heardSelf = true;
				else listeners.forEach(({ heard }) => heard(payload));
			});
			return connection;
		} catch (error) {
			await connection.close();
			throw error;
		}
	}
	async function close(): Promise<void> {
		const before = opening;
		opening = undefined;
		await (await before?.catch(() => undefined))?.close();
	}
	async function open(): Promise<void> {
		opening ??= listen();
		try {
			await opening;
		} catch (error) {
			opening = undefined;
			throw error;
		}
	}
	async function prove(): Promise<void> {
		if (!heardSelf || !opening) {
			listeners.forEach(({ missed }) => missed());
			await close();
			await open();
		}
		heardSelf = false;
		await app.sql.notify(channel, voice);
	}
	const timer = setInterval(() => {
		prove().catch((error: unknown) => console.error('live:', error instanceof Error ? error.name : 'error'));
	}, proofTime);
	timer.unref();
	app.stopping.signal.addEventListener('abort', () => {
		clearInterval(timer);
		void close();
	});
	return { add: (listener) => void listeners.add(listener), open };
}
