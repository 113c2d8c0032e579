import { randomBytes } from 'node:crypto';
import { Meilisearch } from 'meilisearch';
import { afterAll, describe, expect, test } from 'vitest';
import { codeOf, scopedKeys } from '#lib/server/search/meilisearch-keys.ts';

const { MEILI_URL: url, MEILI_KEY: key } = process.env;
const prefix = `keys_${randomBytes(6).toString('hex')}_`;

test('a server without a key is used without one', async () => {
	expect(await scopedKeys({ url: 'http://127.0.0.1:1', key: undefined }, 100)).toEqual({});
});

const withServer = url && key ? describe : describe.skip;
withServer(`a process with the master key${url ? '' : ' (skipped: there is no Meilisearch)'}`, () => {
	const host = url ?? 'http://127.0.0.1:1';
	const options = { url: host, key, prefix };
	const master = new Meilisearch({ host, apiKey: key });
	const ours = async () =>
		(await master.getKeys({ limit: 1_000 })).results.filter(({ name }) => name?.includes(prefix));
	afterAll(async () => {
		for (const { uid } of await ours()) await master.deleteKey(uid);
	});

	test('makes two keys for our indexes, once, also when several processes start together', async () => {
		const [first, second] = await Promise.all([scopedKeys(options, 5_000), scopedKeys(options, 5_000)]);
		expect(second).toEqual(first);
		expect(await scopedKeys(options, 5_000)).toEqual(first);
		expect([first.search, first.feed]).not.toContain(key);
		expect((await ours()).map(({ indexes }) => indexes)).toEqual([
			[`${prefix}listings*`, `${prefix}talents*`],
			[`${prefix}listings*`, `${prefix}talents*`]
		]);
	});

	test('can neither write with the one for searching nor reach other indexes with the one for feeding', async () => {
		const { search, feed } = await scopedKeys(options, 5_000);
		const codeWith = (apiKey: string | undefined, run: (client: Meilisearch) => Promise<unknown>) =>
			run(new Meilisearch({ host: url!, apiKey })).then(() => 'allowed', codeOf);
		expect(await codeWith(search, (client) => client.deleteIndex(`${prefix}listings`))).toBe(
			'invalid_api_key'
		);
		expect(await codeWith(feed, (client) => client.deleteIndex('other'))).toBe('invalid_api_key');
		expect(await codeWith(feed, (client) => client.getKeys())).toBe('invalid_api_key');
		expect(await codeWith(feed, (client) => client.deleteIndex(`${prefix}listings`))).toBe('allowed');
	});

	test('uses a key that is scoped already, or wrong, as it is', async () => {
		const { feed } = await scopedKeys(options, 5_000);
		expect(await scopedKeys({ ...options, key: feed }, 5_000)).toEqual({ search: feed, feed });
		const wrong = 'not-a-key-0123456789';
		expect(await scopedKeys({ ...options, key: wrong }, 5_000)).toEqual({ search: wrong, feed: wrong });
	});
});
