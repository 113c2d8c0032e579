// A search for talents that is saved, from the company that waits to the student who decides who sees her.
import { expect, freshEmail, open, signIn, signUp, test } from './fixtures.ts';
import type { Page } from '@playwright/test';

const company = 'company@sample.pons.example';
const companyName = '示例·宁析神经科技';

/** The student fills her profile in and says who may see it. */
async function saveProfile(page: Page, change: (page: Page) => Promise<void>): Promise<void> {
	await open(page, '/me/profile');
	await change(page);
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await expect(async () => {
		const saved = page.getByRole('status').filter({ hasText: '已保存' });
		expect(new URL(page.url()).pathname === '/me' || (await saved.isVisible())).toBe(true);
	}).toPass({ timeout: 20_000 });
}

test('a company hears of a student who shows herself, she sees who looked, and is gone when she blocks it', async ({
	browser
}) => {
	test.setTimeout(300_000);
	const [student, hr] = await Promise.all([1, 2].map(async () => (await browser.newContext()).newPage()));
	const mark = `灵觉${Date.now() % 1_000_000}`;

	await signUp(student!, 'work', freshEmail('shown'));
	await saveProfile(student!, async (page) => {
		await page.getByLabel('显示名').fill(`${mark}同学`);
		await page.getByLabel('一句话介绍').fill(`${mark}在线解码`);
		await page.getByRole('radio', { name: /^仅我申请的机构/ }).check();
	});

	await signIn(hr!, company);
	await open(hr!, '/me/notices');
	await hr!.getByLabel(/夜里不发邮件/).uncheck();
	await hr!.getByRole('button', { name: '保存设置' }).click();
	await expect(hr!.getByRole('status')).toContainText('设置已保存');
	await open(hr!, '/org');
	const home = new URL(hr!.url()).pathname;
	const found = `${home}/talents?q=${encodeURIComponent(mark)}`;
	await open(hr!, found);
	await expect(hr!.getByRole('main')).toContainText('没有符合条件的人才');
	await hr!.getByText('保存，有了告诉我').click();
	await hr!.getByRole('radio', { name: '有新结果就发' }).check();
	await hr!.getByRole('button', { name: '保存', exact: true }).click();
	await expect(hr!.getByText('已保存，有新结果就告诉你')).toBeVisible();

	await saveProfile(student!, async (page) => {
		await page.getByRole('radio', { name: /^已核验的机构/ }).check();
	});
	const saved = hr!.getByRole('listitem').filter({ has: hr!.getByRole('link', { name: mark }) });
	await expect(async () => {
		await open(hr!, `${home}/searches`);
		await expect(saved).toContainText('1 条新结果', { timeout: 500 });
	}).toPass({ timeout: 60_000, intervals: [2_000] });
	const mail = hr!.getByRole('article').filter({ hasText: company }).filter({ hasText: mark }).first();
	await expect(async () => {
		await open(hr!, '/outbox');
		await expect(mail).toBeVisible({ timeout: 500 });
	}).toPass({ timeout: 100_000, intervals: [2_000] });
	const text = await mail.innerText();
	expect(text).toContain(`${mark}在线解码`);
	expect(text).not.toContain('@journey.example');

	await open(hr!, `${home}/searches`);
	await saved.getByRole('link', { name: mark }).click();
	const viewed = hr!.waitForResponse((answer) => /\/api\/talents\/\w+\/view/.test(answer.url()));
	await hr!
		.getByRole('heading', { name: `${mark}同学` })
		.getByRole('link')
		.click();
	expect((await viewed).status()).toBe(204);
	await open(student!, '/me/privacy');
	await expect(student!.locator('#views').getByRole('link', { name: companyName })).toBeVisible();

	await saveProfile(student!, async (page) => {
		await page.getByLabel('机构全名').first().fill(companyName);
	});
	await open(hr!, `${home}/searches`);
	await expect(saved).toContainText('没有新结果');
	await saved.getByRole('link', { name: mark }).click();
	await expect(hr!.getByRole('main')).not.toContainText(`${mark}同学`);
	await open(hr!, found);
	await expect(hr!.getByRole('heading', { level: 2 }).first()).toHaveText('0 位人才');
	await expect(hr!.getByRole('main')).not.toContainText(`${mark}同学`);
	await open(hr!, `${home}/searches`);
	await saved.getByRole('button', { name: /删除/ }).click();
	await expect(saved).toHaveCount(0);
});
