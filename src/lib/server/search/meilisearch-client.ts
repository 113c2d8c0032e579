// The way to a Meilisearch server: keys, time limits, tasks, and the sentinel that tells a whole index from one
// that was wiped. Knows neither queries nor documents.
import { Meilisearch, MeilisearchApiError, type EnqueuedTask, type MultiSearchQuery } from 'meilisearch';
import type { Corpus } from '#lib/server/search/corpus.ts';
import { scopedKeys, type Keys, type MeilisearchOptions } from '#lib/server/search/meilisearch-keys.ts';
import { errorCode } from '#lib/server/start-error.ts';
import { documentForm, EngineDown } from '#lib/server/search/port.ts';

export type Result = {
	hits: Array<{ id: string }>;
	estimatedTotalHits?: number;
	facetDistribution?: Record<string, Record<string, number>>;
};

type Clients = { reader: Meilisearch; writer: Meilisearch };

export type IndexName = Corpus['index'];
export type Asked = Omit<MultiSearchQuery, 'indexUid'>;

export type MeilisearchClient = {
	/** The name that the server knows an index of ours by. */
	uid: (index: IndexName) => string;
	/** Several searches of one index in one request. Throws EngineDown also when the index is not whole. */
	find: (index: IndexName, queries: Asked[]) => Promise<Result[]>;
	/** Runs requests that write, with the key that may. */
	feed: <T>(run: (client: Meilisearch) => Promise<T>) => Promise<T>;
};

/** Something answers there that is no Meilisearch with our index. */
class NoAnswer extends Error {}

/** A task was accepted and failed later. `reason` is the server's code, `kind` whose fault it was. */
export class TaskError extends Error {
	override readonly name = 'TaskError';
	readonly kind: string;

	constructor(code: string, kind: string, message: string) {
		super(`${code}: ${message}`);
		this.kind = kind;
	}
}

const searchTimeout = 800;
/** Longest wait for one request that writes, and for a task to end, ms. */
const writeTimeout = 30_000;
const taskTimeout = 300_000;
const [firstPoll, longestPoll] = [10, 250];
/** A compressed answer comes in pieces, and the second waits 40 ms for the network's delayed acknowledgement. */
const plainAnswer = { 'accept-encoding': 'identity' };

/** Id of a document without facets and tokens, which no search finds: it is there when the index is whole. */
export const sentinel = `sentinel-${documentForm}`;

export function meilisearchClient(options: MeilisearchOptions): MeilisearchClient {
	const { url: host, timeout = searchTimeout } = options;
	const uid = (index: IndexName) => `${options.prefix ?? ''}${index}`;
	const whole = { filter: `id = "${sentinel}"`, limit: 1 };
	let made: Promise<Clients> | undefined;
	const make = ({ search, feed }: Keys): Clients => ({
		reader: new Meilisearch({ host, apiKey: search, timeout, requestInit: { headers: plainAnswer } }),
		writer: new Meilisearch({ host, apiKey: feed, timeout: writeTimeout })
	});
	const withClients = async <T>(run: (clients: Clients) => Promise<T>): Promise<T> => {
		const mine = (made ??= scopedKeys(options, timeout).then(make));
		let ready = false;
		try {
			const clients = await mine;
			ready = true;
			return await run(clients);
		} catch (error) {
			// Keys that could not be had, or that a wiped server has forgotten, are asked for again.
			if (made === mine && (!ready || isDenied(error))) made = undefined;
			throw isAboutDocuments(error) ? error : new EngineDown(reasonOf(error), { cause: error });
		}
	};
	return {
		uid,
		find: (index, queries) =>
			withClients(async ({ reader }) => {
				const asked = [...queries, whole].map((query) => ({ ...query, indexUid: uid(index) }));
				const answer = await reader.multiSearch({ queries: asked });
				const results = answer?.results as unknown as Result[];
				const fits = Array.isArray(results) && results.length === queries.length + 1;
				if (!fits || !results.every(({ hits }) => Array.isArray(hits))) throw new NoAnswer('not an answer');
				if (results.pop()!.hits.length === 0) throw new NoAnswer('the index is not whole');
				return results;
			}),
		feed: (run) => withClients(({ writer }) => run(writer))
	};
}

/**
 * Waits for the end of a task: that it was accepted means nothing.
 * @throws TaskError when it failed
 */
export async function finished(client: Meilisearch, enqueued: Promise<EnqueuedTask>): Promise<void> {
	const { taskUid } = await enqueued;
	const end = Date.now() + taskTimeout;
	for (let pause = firstPoll; Date.now() < end; pause = Math.min(pause * 1.5, longestPoll)) {
		const task = await client.tasks.getTask(taskUid);
		if (task.status === 'succeeded') return;
		if (task.status === 'failed' || task.status === 'canceled') {
			const { code = task.status, type = 'system', message = '' } = task.error ?? {};
			throw new TaskError(code, type, message);
		}
		if (task.status !== 'enqueued' && task.status !== 'processing') throw new NoAnswer('not a task');
		await new Promise((resolve) => setTimeout(resolve, pause));
	}
	throw new TaskError('timeout', 'system', `task ${taskUid} has not ended`);
}

const isDenied = (error: unknown) =>
	error instanceof MeilisearchApiError && [401, 403].includes(error.response.status);

/** Whether the server is well and refuses what it was given. */
function isAboutDocuments(error: unknown): boolean {
	if (error instanceof TaskError) {
		return ['invalid_request', 'internal'].includes(error.kind) && !error.message.startsWith('index_');
	}
	return error instanceof MeilisearchApiError && [400, 413, 422].includes(error.response.status);
}

/** Why it is down, in words that hold no address, key or document. */
function reasonOf(error: unknown): string {
	if (error instanceof TaskError) return error.message.split(':')[0]!;
	if (error instanceof MeilisearchApiError) {
		return `${error.response.status} ${error.cause?.code ?? ''}`.trim();
	}
	if (error instanceof NoAnswer) return error.message;
	const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
	const code = errorCode(cause) ?? errorCode((cause as { cause?: unknown } | undefined)?.cause);
	return code ?? (cause instanceof Error ? cause.name : 'error');
}
