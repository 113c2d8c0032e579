import { expect, test, vi } from 'vitest';
import * as v from 'valibot';
import { announcementSchema } from '#lib/announcements/schema.ts';
import {
	announcedNow,
	announcementList,
	checkAnnouncement,
	endAnnouncement,
	publishAnnouncement
} from '#lib/server/announcements/service.ts';
import { auditLog } from '#lib/server/audit/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { clockedApp, person } from '#lib/server/searches/testing.ts';
import { outcome } from '#lib/server/talents/testing.ts';

// Noon in Nanjing.
const { app, setTime } = clockedApp(await testDatabase());
const somebody = await person(app);
const operator = { ...somebody, isOperator: true };
const typed = (more: object = {}) =>
	v.parse(announcementSchema, {
		...{ textZh: '今晚维护', textEn: 'Maintenance tonight', severity: 'info' },
		...{ startsAt: '2026-11-23T13:00', endsAt: '2026-11-23T15:00', ...more }
	});
const texts = async (locale: 'zh-CN' | 'en' = 'zh-CN', dismissed: string[] = []) =>
	(await announcedNow(app, locale, dismissed)).map(({ text }) => text);

test('an announcement is shown within its time, in the reader’s language, until the reader puts it away', async () => {
	await publishAnnouncement(app, operator, typed());
	expect(await texts()).toEqual([]);
	setTime('2026-11-23T05:00:00Z');
	expect(await texts()).toEqual(['今晚维护']);
	expect(await texts('en')).toEqual(['Maintenance tonight']);
	const [{ id } = { id: '' }] = await announcedNow(app, 'en', []);
	expect(await texts('en', [id])).toEqual([]);
	setTime('2026-11-23T07:00:00Z');
	expect(await texts()).toEqual([]);
	setTime('2026-11-23T05:30:00Z');
});

test('the important one comes first, and one that was ended is gone at once', async () => {
	await publishAnnouncement(app, operator, typed({ textZh: '搜索中断', severity: 'warning' }));
	expect(await texts()).toEqual(['搜索中断', '今晚维护']);
	const [first] = await announcementList(app, operator);
	expect(first).toMatchObject({ textZh: '搜索中断', state: 'running' });
	await endAnnouncement(app, operator, first!.id);
	expect(await texts()).toEqual(['今晚维护']);
	expect(await outcome(endAnnouncement(app, operator, first!.id))).toBe('notNow');
	const acts = (await app.db.select().from(auditLog)).map(({ act }) => act);
	expect(acts).toEqual(['announcement.published', 'announcement.published', 'announcement.ended']);
});

test('a hundred pages ask the database once, and every process knows within ten seconds', async () => {
	await texts();
	const other = { ...app, db: Object.create(app.db) as typeof app.db };
	const select = vi.spyOn(other.db, 'select');
	for (let i = 0; i < 100; i++) await announcedNow(other, 'en', []);
	expect(select).toHaveBeenCalledTimes(1);
	await publishAnnouncement(app, operator, typed({ textEn: 'More' }));
	expect(await announcedNow(other, 'en', [])).toHaveLength(1);
	const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 10_001);
	expect(await announcedNow(other, 'en', [])).toHaveLength(2);
	clock.mockRestore();
});

test('only operators write, and none of which nobody could read anything', async () => {
	expect(await outcome(publishAnnouncement(app, somebody, typed()))).toBe('notFound');
	expect(await outcome(announcementList(app, undefined))).toBe('notFound');
	expect(await outcome(endAnnouncement(app, somebody, 'x'))).toBe('notFound');
	const over = typed({ startsAt: '2026-11-22T10:00', endsAt: '2026-11-22T11:00' });
	expect(() => checkAnnouncement(app, operator, over)).toThrow('invalid');
	expect(await outcome(publishAnnouncement(app, operator, over))).toBe('invalid endsAt');
	for (const wrong of [{ textEn: '' }, { endsAt: '2026-11-23T12:00' }, { endsAt: '2027-11-23T12:00' }])
		expect(() => typed(wrong)).toThrow();
});
