// From a role to what is missing, to the courses that close it, to a plan that is followed.
import type { Page } from '@playwright/test';
import { expect, open, ready, signIn, test } from './fixtures.ts';

/** Opens the first role of a list that leaves something to learn; returns its title. */
async function openRoleWithGap(page: Page): Promise<string> {
	const links = page.getByRole('main').locator('a[href*="/roles/"]');
	for (const address of await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')!))) {
		await open(page, address);
		if (await page.getByRole('link', { name: '申请《' }).count()) break;
	}
	return page.getByRole('heading', { level: 1 }).innerText();
}

test('a talent sees what a role asks for more, saves the path as a plan, applies for a step and sees progress', async ({
	page
}) => {
	await signIn(page, 'chen@sample.pons.example');
	await open(page, '/me/matches');
	const title = await openRoleWithGap(page);
	await expect(page.getByRole('img', { name: /^路径：现在满足度 \d+/ })).toBeVisible();
	await page.getByRole('link', { name: '看缺什么、怎么补' }).click();
	await expect(page.getByRole('heading', { name: '学习路径' })).toBeVisible();
	await expect(page.getByText(/[学完]成?《.+》.*满足度 \d+ → \d+。/)).toBeVisible();
	await expect(page.getByRole('heading', { name: '每项缺口，哪里能补' })).toBeVisible();
	await page.getByRole('link', { name: '最快学完' }).click();
	await expect(page).toHaveURL(/by=soonest/);

	await page.getByRole('button', { name: /存为计划|更新计划/ }).click();
	await page.waitForURL(/\/me\/plan\?saved/);
	await expect(page.getByRole('status').filter({ hasText: '已存为计划' })).toBeVisible();
	const plan = page.getByRole('region', { name: title });
	await expect(plan.getByText(/已完成 \d+ \/ \d+ 步/)).toBeVisible();

	const step = plan
		.getByRole('listitem')
		.filter({ has: page.getByRole('link', { name: '申请《' }) })
		.first();
	const course = await step.locator('.title').innerText();
	await step.getByRole('link', { name: '申请《' }).click();
	await page.waitForURL(/\/apply\/.*slot=/);
	const slot = new URL(page.url()).searchParams.get('slot')!;
	await expect(page.locator('select[name=slot]')).toHaveValue(slot);
	await page.getByRole('button', { name: '提交申请' }).click();
	await page.waitForURL(/\/me\/applications/);

	await open(page, '/me/plan');
	const applied = plan.getByRole('listitem').filter({ hasText: course });
	await expect(applied.getByText('已提交')).toBeVisible();
	await applied.getByRole('button', { name: `标为已完成：${course}` }).click();
	await expect(page.getByRole('status').filter({ hasText: '写进档案' })).toBeVisible();
	await expect(plan.getByText(/已完成 1 \/ \d+ 步/)).toBeVisible();

	await page.getByRole('button', { name: `删除计划：${title}` }).click();
	await expect(plan).toHaveCount(0);
	await page.getByRole('button', { name: '撤销' }).click();
	await expect(plan.getByText(/已完成 1 \/ \d+ 步/)).toBeVisible();
});

test('a stranger pastes a CV, opens a role, and sees the gap and the path that closes it', async ({
	page
}) => {
	await open(page, '/match');
	await page.getByLabel('粘贴文字').fill('做过脑电（EEG）采集与 SSVEP 拼写器，熟悉 Python。');
	await page.getByRole('button', { name: '识别技能' }).click();
	await page.waitForURL(/\/match\?s=/);
	await page.getByRole('article').first().waitFor();
	await openRoleWithGap(page);
	await page.getByRole('link', { name: '看缺什么、怎么补' }).click();
	await ready(page);
	await expect(page).toHaveURL(/\/path\?s=[a-z0-9:,-]*eeg:2[a-z0-9:,-]*$/);
	await expect(page.getByText('按你选的技能算出，没有保存')).toBeVisible();
	await expect(page.getByRole('img', { name: /^路径：现在满足度 \d+/ })).toBeVisible();
	await expect(page.getByRole('button', { name: '存为计划' })).toHaveCount(0);
	await page.getByRole('link', { name: '费用最低' }).click();
	await expect(page).toHaveURL(/\/path\?s=.*eeg:2.*&by=cheapest$/);
});
