// Saved searches, from saving one to the mail that tells of something new, and the link that ends such mails.
import { request as requests } from '@playwright/test';
import { demoPassword, expect, freshEmail, open, ready, signIn, signUp, test } from './fixtures.ts';
import type { Page } from '@playwright/test';

const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

/** The demo's company posts and publishes a role with this mark in its title. */
async function publishRole(company: Page, mark: string): Promise<void> {
	await signIn(company, 'company@sample.pons.example');
	await open(company, '/org');
	const home = new URL(company.url()).pathname;
	await open(company, `${home}/new/role`);
	await company.getByLabel('标题（中文）').fill(`${mark}脑电解码实习生`);
	await company.getByLabel('正文（中文）').fill('参与脑电采集与实时解码，每周四天，有导师带。');
	await company.getByLabel('类型').selectOption({ label: '实习' });
	await company.getByLabel('从', { exact: true }).first().fill('200');
	await company.getByLabel('到', { exact: true }).first().fill('260');
	await company.getByLabel('单位').selectOption({ label: '天' });
	await company.getByLabel('区域').selectOption({ label: '江北新区' });
	await company.getByLabel('有效期至').fill(day(40));
	await company.getByRole('button', { name: '保存草稿' }).click();
	await company.waitForURL(/\/listings\//);
	await ready(company);
	await company.getByRole('button', { name: '发布' }).click();
	await expect(company.getByRole('status').filter({ hasText: '已发布' })).toBeVisible();
}

/** The newest kept mail to an address, once there is one with these words. */
async function mailTo(page: Page, email: string, words: string): Promise<string> {
	const mail = page.getByRole('article').filter({ hasText: email }).filter({ hasText: words }).first();
	await expect(async () => {
		await open(page, '/outbox');
		await expect(mail).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 100_000, intervals: [2_000] });
	return mail.innerText();
}

test('a student saves a search, hears of a new role in the app and by mail, and ends the mails without signing in', async ({
	browser,
	baseURL
}) => {
	test.setTimeout(240_000);
	const student = await (await browser.newContext()).newPage();
	const mark = `灵敏${Date.now() % 1_000_000}`;
	const email = freshEmail('watcher');

	await signUp(student, 'work', email);
	await open(student, '/me/notices');
	await student.getByLabel(/夜里不发邮件/).uncheck();
	await student.getByRole('button', { name: '保存设置' }).click();
	await expect(student.getByRole('status')).toContainText('设置已保存');

	await open(student, `/me/searches/new?q=${encodeURIComponent(mark)}&kind=role`);
	await student.getByLabel('邮件提醒').selectOption({ label: '有新结果就发' });
	await student.getByRole('button', { name: '保存', exact: true }).click();
	await expect(student.getByRole('status')).toContainText(mark);

	await publishRole(await (await browser.newContext()).newPage(), mark);

	const bell = student.getByRole('link', { name: '通知，1 条未读' });
	await expect(async () => {
		await open(student, '/me/searches');
		await expect(bell).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 60_000, intervals: [2_000] });
	await expect(student.getByText('1 条新结果')).toBeVisible();
	await bell.click();
	await student.getByRole('button', { name: /有 1 条新结果/ }).click();
	await expect(student.getByRole('heading', { level: 3 })).toContainText(mark);
	await expect(student.getByRole('link', { name: '通知', exact: true })).toBeVisible();

	const text = await mailTo(student, email, mark);
	expect(text).toContain(`${mark}脑电解码实习生`);
	const link = /\S+\/unsubscribe\?token=\S+/.exec(text)![0];
	expect(link).not.toContain(email.split('@')[0]!);

	const frequency = student.getByLabel(/的邮件提醒/);
	const stranger = await (await browser.newContext()).newPage();
	await open(stranger, link);
	await expect(stranger.getByRole('main')).toContainText(mark);
	await open(student, '/me/searches');
	await expect(frequency).toHaveValue('atOnce');
	await stranger.getByRole('button', { name: '退订' }).click();
	await expect(stranger.getByRole('status')).toContainText('已退订');
	await open(student, '/me/searches');
	await expect(frequency).toHaveValue('off');

	await frequency.selectOption({ label: '每天 8 点' });
	await expect(student.getByRole('status')).toContainText('已更改');
	const program = await requests.newContext({ baseURL: baseURL! });
	const form = { 'List-Unsubscribe': 'One-Click' };
	expect((await program.post(link, { form })).status()).toBe(200);
	expect((await program.post('/sign-in', { form })).status()).toBe(403);
	await program.dispose();
	await open(student, '/me/searches');
	await expect(frequency).toHaveValue('off');
});

test('somebody who is not signed in loses nothing on the way to saving a search', async ({
	browser,
	baseURL
}) => {
	const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
	const page = await context.newPage();
	const words = '脑机接口'.repeat(12);
	const answer = await context.request.post('/me/searches?/save', {
		form: { query: `q=${encodeURIComponent(words)}&kind=role&district=gulou`, frequency: 'weekly' },
		headers: { origin: baseURL!, accept: 'text/html' },
		maxRedirects: 0
	});
	expect(answer.status()).toBe(303);
	await page.goto(answer.headers().location!);
	await page.getByLabel('邮箱').fill('chen@sample.pons.example');
	await page.getByLabel('密码', { exact: true }).fill(demoPassword);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByRole('main')).toContainText(`“${words}”`);
	await expect(page.getByLabel('邮件提醒')).toHaveValue('weekly');
	await page.getByLabel('名称').fill('旅程的搜索');
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(page.getByRole('status')).toContainText('旅程的搜索');
	const row = page.getByRole('listitem').filter({ hasText: '旅程的搜索' });
	await row.getByRole('button', { name: /删除/ }).click();
	await page.getByRole('button', { name: '撤销' }).click();
	await expect(page.getByRole('status')).toContainText('已恢复');
	await row.getByRole('button', { name: /删除/ }).click();
	await expect(row).toHaveCount(0);
	await context.close();
});
