// The indexes that Meilisearch searches: their documents, settings and life. Searching them is meilisearch.ts's affair.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Meilisearch, Settings } from 'meilisearch';
import { listingCorpus, type Corpus } from '#lib/server/search/corpus.ts';
import {
	finished,
	sentinel,
	TaskError,
	type MeilisearchClient
} from '#lib/server/search/meilisearch-client.ts';
import { codeOf } from '#lib/server/search/meilisearch-keys.ts';
import { holds, settingsOf } from '#lib/server/search/meilisearch-settings.ts';
import {
	dayNumber,
	type NewIndex,
	type SearchDocument,
	type SearchIndex,
	type Stamp
} from '#lib/server/search/port.ts';

export type Stored = { id: string; version: number; [name: string]: unknown };

const primaryKey = { primaryKey: 'id' };
const [swapTimeout, swapPoll] = [300_000, 25];

export function meilisearchIndex(client: MeilisearchClient, corpus: Corpus = listingCorpus): SearchIndex {
	const { feed } = client;
	const uid = client.uid(corpus.index);
	return {
		name: 'meilisearch',
		corpus,
		put: (documents) => add(client, uid, documents),
		remove: (ids) => feed((server) => finished(server, server.index(uid).deleteDocuments(ids))),
		isWhole: () =>
			feed(async (server) => {
				// A new one gets its settings with its documents.
				if (!(await exists(server, uid))) return false;
				await applySettings(server, uid, corpus);
				const { hits } = await server.index(uid).search('', { filter: `id = "${sentinel}"`, limit: 1 });
				return hits.length === 1;
			}),
		async *stamps(size) {
			for (let offset = 0; ; offset += size) {
				const { results } = await feed((server) =>
					server.index<Stamp>(uid).getDocuments({ fields: ['id', 'version'], limit: size, offset })
				);
				if (results.length === 0) return;
				yield results.filter(({ id }) => !id.startsWith('sentinel-'));
			}
		},
		rebuild: () => rebuild(client, corpus)
	};
}

/** What goes wrong in making the rows is about the documents, not an outage: it happens outside of `feed`. */
async function add({ feed }: MeilisearchClient, uid: string, documents: SearchDocument[]): Promise<void> {
	let rows = documents.map(stored);
	await feed((server) => {
		const enqueued = server.index<Stored>(uid).addDocuments(rows, primaryKey);
		// They are sent by now; the task may take a while.
		rows = [];
		return finished(server, enqueued);
	});
}

async function rebuild(client: MeilisearchClient, corpus: Corpus): Promise<NewIndex> {
	const { feed } = client;
	const uid = client.uid(corpus.index);
	const next = `${uid}_next`;
	const drop = () =>
		feed(async (server) => {
			if (await exists(server, next)) await finished(server, server.deleteIndex(next));
		});
	await drop();
	await feed(async (server) => {
		await finished(server, server.createIndex(next, primaryKey));
		await applySettings(server, next, corpus);
	});
	return {
		put: (documents) => add(client, next, documents),
		count: () => feed(async (server) => (await server.index(next).getStats()).numberOfDocuments),
		async swap() {
			const mark = { id: sentinel, version: 0 };
			await feed(async (server) => {
				await finished(server, server.index<Stored>(next).addDocuments([mark], primaryKey));
				if (!(await exists(server, uid))) await finished(server, server.createIndex(uid, primaryKey));
				const { createdAt } = await server.getRawIndex(next);
				await server.swapIndexes([{ indexes: [uid, next], rename: false }]);
				await swapped(server, uid, createdAt);
			});
			await drop();
		},
		drop
	};
}

/** A key for some indexes cannot see the task of a swap: the index that was made then has the name in the end. */
async function swapped(server: Meilisearch, uid: string, createdAt: string): Promise<void> {
	const end = Date.now() + swapTimeout;
	while ((await server.getRawIndex(uid)).createdAt !== createdAt) {
		if (Date.now() > end) throw new TaskError('timeout', 'system', 'the indexes were not swapped');
		await sleep(swapPoll);
	}
}

async function exists(server: Meilisearch, uid: string): Promise<boolean> {
	try {
		await server.getRawIndex(uid);
		return true;
	} catch (error) {
		if (codeOf(error) === 'index_not_found') return false;
		throw error;
	}
}

/** Makes the server's settings those of the code. */
async function applySettings(server: Meilisearch, uid: string, corpus: Corpus): Promise<void> {
	const settings = settingsOf(corpus);
	const index = server.index(uid);
	const present = (await index.getSettings()) as Record<string, unknown>;
	const differs = Object.entries(settings).some(([name, wanted]) => !holds(present[name], wanted));
	if (differs) await finished(server, index.updateSettings(settings as unknown as Settings));
}

/**
 * A term as a value that the server compares letter by letter: whatever is neither a letter nor an ASCII digit
 * becomes `zq`, its code in hexadecimal, `q`; a `zq` that was there becomes `zqq`. So `c++` is `czq2bqzq2bq`.
 */
export function quoteTerm(term: string): string {
	return term.replace(/zq|[^\p{L}0-9]/gu, (part) =>
		part === 'zq' ? 'zqq' : `zq${part.codePointAt(0)!.toString(16)}q`
	);
}

const quoted = (terms: readonly string[]) => [...new Set(terms)].map(quoteTerm);

function stored(document: SearchDocument): Stored {
	const { A, B, C } = document.terms;
	return {
		id: document.id,
		version: document.version,
		terms: quoted([...A, ...B, ...C]),
		...document.facets,
		under: document.under,
		gives: document.gives ?? [],
		blocks: document.blocks ?? [],
		starts: document.starts,
		payFrom: document.payFrom,
		payTo: document.payTo,
		publishedAt: document.publishedAt.getTime(),
		validUntil: dayNumber(document.validUntil)
	};
}
