// What the rules of recruiting keep out of postings, and how people find other words.
import { expect, open, ready, signIn, test } from './fixtures.ts';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a posting with a gender limit is corrected by the hint and published', async ({ page }) => {
	test.setTimeout(120_000);
	await signIn(page, 'company@sample.pons.example');
	await open(page, '/org/ningxi-neurotech/new/role');
	await page.getByLabel('标题（中文）').fill('脑电采集助理');
	await page.getByLabel('正文（中文）').fill('负责脑电采集，限男性，能出差。');
	await expect(page.getByText('《就业促进法》第二十七条')).toBeVisible();
	await expect(page.getByRole('status').filter({ hasText: '1 处' })).toBeVisible();
	await page.getByRole('group', { name: '基本薪酬' }).getByLabel('从', { exact: true }).fill('200');
	await page.getByRole('group', { name: '基本薪酬' }).getByLabel('到', { exact: true }).fill('260');
	await page.getByLabel('单位').selectOption({ label: '天' });
	await page.getByLabel('区域').selectOption({ label: '江北新区' });
	await page.getByLabel('有效期至').fill(inDays(60));
	await page.getByRole('button', { name: '保存草稿' }).click();
	await page.waitForURL(/\/listings\/[^/]+$/);
	await ready(page);

	await page.getByRole('button', { name: '发布', exact: true }).click();
	await expect(page.getByText('有不能发布的文字')).toBeVisible();
	await page.getByRole('button', { name: '改为“性别不限”' }).click();
	await expect(page.getByLabel('正文（中文）')).toHaveValue('负责脑电采集，性别不限，能出差。');
	await page.getByRole('button', { name: '保存草稿' }).click();
	await expect(page.getByRole('status').filter({ hasText: '已保存' })).toBeVisible();
	await page.getByRole('button', { name: '发布', exact: true }).click();
	await expect(page.getByRole('status').filter({ hasText: '已发布' })).toBeVisible();
});

test('without JavaScript the words are named beside their field, and what was typed stays', async ({
	browser,
	page
}) => {
	await signIn(page, 'company@sample.pons.example');
	const context = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await page.context().storageState()
	});
	const plain = await context.newPage();
	await plain.goto('/org/ningxi-neurotech/new/role');
	await plain.getByLabel('标题（中文）').fill('助理');
	await plain.getByLabel('正文（中文）').fill('年龄35岁以下。');
	await plain.getByRole('button', { name: '保存草稿' }).click();
	await plain.waitForURL(/\/listings\/[^/]+$/);
	await expect(plain.getByText('可改为“年龄不限”')).toBeVisible();
	await plain.getByLabel(/为什么需要/).fill('基金的条件');
	await plain.getByRole('button', { name: '保存草稿' }).click();
	await expect(plain.getByLabel(/为什么需要/)).toHaveValue('基金的条件');
	await context.close();
});
