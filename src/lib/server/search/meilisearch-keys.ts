// Keys that may do no more than a process needs. With the master key one for searching and one for feeding is made,
// once, for our indexes only, and found again by its uid; any other key is used as it is.
import { createHash } from 'node:crypto';
import { Meilisearch, MeilisearchApiError, type KeyCreation } from 'meilisearch';
import { corpora } from '#lib/server/search/corpus.ts';

export type MeilisearchOptions = {
	url: string;
	key: string | undefined;
	/** Before every index name, so that tests and sites share a server. */
	prefix?: string | undefined;
	/** Longest wait for a search, ms. */
	timeout?: number;
};

/** Keys by what they are for; undefined on a server without a master key. */
export type Keys = { search: string | undefined; feed: string | undefined };

const actions = {
	search: ['search'],
	feed: [
		'search',
		'documents.add',
		'documents.get',
		'documents.delete',
		'indexes.create',
		'indexes.get',
		'indexes.update',
		'indexes.delete',
		'indexes.swap',
		'settings.get',
		'settings.update',
		'stats.get',
		'tasks.get'
	]
} as const satisfies Record<keyof Keys, string[]>;

/** The keys to work with. Throws what the client throws when the server does not answer. */
export async function scopedKeys(options: MeilisearchOptions, timeout: number): Promise<Keys> {
	const { url, key, prefix = '' } = options;
	if (!key) return { search: undefined, feed: undefined };
	const client = new Meilisearch({ host: url, apiKey: key, timeout });
	try {
		const purposes = ['search', 'feed'] as const;
		const [search, feed] = await Promise.all(purposes.map((purpose) => oneKey(client, prefix, purpose)));
		return { search, feed };
	} catch (error) {
		// A key that may not make keys: it is scoped already, or wrong, which its use will tell.
		if (error instanceof MeilisearchApiError && [401, 403].includes(error.response.status)) {
			return { search: key, feed: key };
		}
		throw error;
	}
}

async function oneKey(client: Meilisearch, prefix: string, purpose: keyof Keys): Promise<string> {
	const indexes = Object.values(corpora).map(({ index }) => `${prefix}${index}*`);
	const wanted = { name: `pons ${prefix}${purpose}`, actions: [...actions[purpose]], indexes };
	const uid = uidOf(wanted);
	try {
		return (await client.getKey(uid)).key;
	} catch (error) {
		if (codeOf(error) !== 'api_key_not_found') throw error;
	}
	try {
		const made: KeyCreation = { ...wanted, uid, description: 'Made by Pons.', expiresAt: null };
		return (await client.createKey(made)).key;
	} catch (error) {
		if (codeOf(error) !== 'api_key_already_exists') throw error;
		return (await client.getKey(uid)).key;
	}
}

/** The same UUID for the same rights, so that every process finds the key that the first one made. */
function uidOf(wanted: object): string {
	const hash = createHash('sha256').update(JSON.stringify(wanted)).digest('hex');
	const [a, b, c, d, e] = [
		hash.slice(0, 8),
		hash.slice(8, 12),
		hash.slice(13, 16),
		hash.slice(17, 20),
		hash.slice(20, 32)
	];
	return `${a}-${b}-4${c}-8${d}-${e}`;
}

/** Meilisearch's own code of an error it answered, such as index_not_found. */
export function codeOf(error: unknown): string | undefined {
	return error instanceof MeilisearchApiError ? error.cause?.code : undefined;
}
