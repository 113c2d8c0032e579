import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseQuery } from '#lib/search/query.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { findListings } from '#lib/server/search/results.ts';
import { addOrganization, addSkill } from '#lib/server/search/testing.ts';
import { askedOf } from '#lib/server/searches/asked.ts';
import { batchOf, matching } from '#lib/server/searches/batch.ts';
import { unseenDocuments } from '#lib/server/searches/documents.ts';
import { clockedApp, index, publish } from '#lib/server/searches/testing.ts';

const connection = await testDatabase();
const { app } = clockedApp(connection);
await addOrganization(app.db, 'ningxi', '宁析神经科技');
await addOrganization(app.db, 'qixia', '栖霞微电');
await addSkill(app.db, 'signals', '信号处理', 'Signal processing');
await addSkill(app.db, 'eeg', '脑电', 'EEG', ['脑电图'], 'signals');
const titles = [
	'脑电解码实习生',
	'C++ 实时系统',
	'Motor imagery decoding',
	'肌电采集',
	'GCP 与伦理',
	'脑 电 图'
];
for (const [i, title] of titles.entries()) {
	await publish(app, `l${i}`, title, {
		skills: i % 2 ? ['eeg'] : [],
		district: i % 3 ? 'jiangbei' : 'gulou',
		organizationId: i % 4 ? 'ningxi' : 'qixia',
		...(i === 4
			? { course: {} }
			: { role: { payFrom: 4_000 * i + 3_000, payTo: 5_000 * i + 5_000, payUnit: 'month' } })
	});
}
await index(app);
const batch = batchOf(await unseenDocuments(app.sql, 'listing'));

const word = fc.constantFrom(
	'脑电',
	'解码',
	'decoding',
	'C++',
	'-解码',
	'"motor imagery"',
	'图',
	'信号处理',
	'decodng',
	'栖霞微电',
	'课程',
	'nothing'
);
const part = fc.oneof(
	fc.constantFrom(
		'kind=role',
		'kind=course',
		'skill=signals',
		'skill=eeg',
		'district=gulou',
		'district=jiangbei'
	),
	fc.constantFrom(
		'organization=qixia',
		'payFrom=8000',
		'payTo=12000',
		'since=3',
		'closing=7',
		'startFrom=2027-01'
	),
	fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `q=${encodeURIComponent(words.join(' '))}`)
);

test('a saved search finds of the changed documents exactly what the search page finds', async () => {
	let found = 0;
	await fc.assert(
		fc.asyncProperty(fc.uniqueArray(part, { maxLength: 4 }), async (parts) => {
			const text = parts.join('&');
			const page = await findListings(app, parseQuery(new URLSearchParams(text)));
			const own = matching(batch, await askedOf(app, 'listing', text)).map(({ id }) => id);
			found += own.length;
			expect(own.sort()).toEqual([...page.ids].sort());
		}),
		{ numRuns: 300 }
	);
	expect(found).toBeGreaterThan(100);
});
