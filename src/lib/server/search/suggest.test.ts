import { expect, test } from 'vitest';
import { testDatabase } from '#lib/server/db/testing.ts';
import { suggest } from '#lib/server/search/suggest.ts';
import { drainOutbox } from '#lib/server/search/sync.ts';
import { addListing, addOrganization, addSkill, searchApp } from '#lib/server/search/testing.ts';

const connection = await testDatabase();
const { db, sql } = connection;
const app = searchApp(connection);
await addOrganization(db, 'ningxi', '示例·宁析神经科技');
await addOrganization(db, 'njsz', '南京神舟大学');
await addOrganization(db, 'secret', '宁静未核验公司', false);
await addSkill(db, 'eeg', '脑电', 'EEG', ['脑电图']);
await addSkill(db, 'python', 'Python', 'Python');
await addSkill(db, 'eegcap', '脑电帽', 'EEG cap');
await addListing(db, {
	id: 'a',
	titleZh: '脑电信号处理实习生',
	titleEn: 'EEG decoding intern',
	skills: ['eeg']
});
await addListing(db, { id: 'b', titleZh: '康复机器人工程师', textZh: '与脑电团队合作。' });
await addListing(db, { id: 'c', titleZh: '脑电草稿', state: 'draft', publishedAt: null });
await addListing(db, { id: 'd', titleZh: '脑电静默岗位' });
await addListing(db, { id: 'e', titleZh: '脑电信号处理实习生', skills: ['python'] });
await drainOutbox(app);

const texts = async (typed: string) => {
	const { skills, organizations, titles } = await suggest(app, typed);
	return {
		skills: skills.map(({ text }) => text),
		organizations: organizations.map(({ text }) => text),
		titles: titles.map(({ text }) => text)
	};
};

test('a skill is suggested by its Chinese or English name, another name, its pinyin and its initials', async () => {
	for (const typed of ['脑电', '腦電', 'eeg', '脑电图', 'naodian', 'nd'])
		expect((await texts(typed)).skills).toContain('脑电');
});

test('skills that some listing names come before those that none does', async () => {
	expect((await texts('脑')).skills).toEqual(['脑电', '脑电帽']);
});

test('the last word is completed and the words before it stay', async () => {
	const { skills } = await suggest(app, '实习 pyth');
	expect(skills).toMatchObject([{ text: 'Python', q: '实习 Python' }]);
});

test('a verified organization is suggested by its name, pinyin, initials and short form, and filters the words beside it', async () => {
	for (const typed of ['宁析', 'ningxi', 'nxsjkj'])
		expect((await texts(typed)).organizations).toEqual(['示例·宁析神经科技']);
	expect((await texts('南大')).organizations).toEqual(['南京神舟大学']);
	const { organizations } = await suggest(app, '脑电 宁析');
	expect(organizations).toMatchObject([{ organization: 'ningxi', q: '脑电' }]);
});

test('titles that hold what was typed lead to their listings, each title once', async () => {
	const { titles } = await suggest(app, '脑电信');
	expect(titles).toMatchObject([{ text: '脑电信号处理实习生', also: '示例·宁析神经科技', kind: 'role' }]);
	expect(titles[0]!.href).toMatch(/^\/roles\/[ae]$/);
	expect((await texts('康复')).titles).toEqual(['康复机器人工程师']);
});

test('the last Latin word of a title may be unfinished', async () => {
	for (const typed of ['dec', 'EEG deco', 'decoding', 'eeg dec']) {
		expect((await texts(typed)).titles).toEqual(['脑电信号处理实习生']);
	}
	expect((await texts('coding')).titles).toEqual([]);
});

test('nothing is suggested that not everybody may see', async () => {
	expect((await texts('宁静')).organizations).toEqual([]);
	expect((await texts('脑电草稿')).titles).toEqual([]);
	expect((await texts('脑电静默')).titles).toEqual(['脑电静默岗位']);
	await sql`update listings set state = 'closed' where id = 'd'`;
	expect((await texts('脑电静默')).titles).toEqual([]);
});

test('nothing typed and signs alone suggest nothing', async () => {
	for (const typed of ['', '  ', '%', "'", '\\', '"-'])
		expect(await texts(typed)).toEqual({ skills: [], organizations: [], titles: [] });
});
