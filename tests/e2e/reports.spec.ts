// A report, from the one click of a visitor to the decision, the appeal and what everybody can read of it.
import { expect, open, ready, signIn, test } from './fixtures.ts';

test('a report goes from one click to a decision, an appeal and the listing’s return', async ({
	browser,
	page
}) => {
	test.setTimeout(180_000);
	await signIn(page, 'company@sample.pons.example');
	await open(page, '/organizations/ningxi-neurotech');
	// One that no other journey is after: for a while it is out of sight.
	await page.getByRole('link', { name: '脑机康复临床应用工程师' }).click();
	await page.waitForURL(/\/roles\//);
	const listing = new URL(page.url()).pathname;
	const title = await page.getByRole('heading', { level: 1 }).innerText();

	const context = await browser.newContext({ javaScriptEnabled: false });
	const visitor = await context.newPage();
	await visitor.goto(listing);
	await visitor.getByRole('button', { name: '举报', exact: true }).click();
	await expect(visitor.getByRole('heading', { name: '你的举报' })).toBeVisible();
	await visitor.getByLabel('原因').selectOption({ label: '向求职者收费或收押金' });
	await visitor.getByLabel(/具体情况/).fill('面试后要求交培训费。');
	await visitor.getByRole('button', { name: '提交说明' }).click();
	await expect(visitor.getByRole('status')).toHaveText('说明已保存');

	const operator = await (await browser.newContext()).newPage();
	await signIn(operator, 'operator@sample.pons.example');
	await open(operator, '/ops/reports');
	await operator.getByRole('link', { name: title }).first().click();
	await ready(operator);
	await expect(operator.getByText('面试后要求交培训费。')).toBeVisible();
	await operator.getByLabel('理由（双方可见）').fill('正文要求交培训费。');
	await operator.getByRole('button', { name: '举报成立' }).click();
	await expect(operator.getByRole('status')).toHaveText('已处理');

	expect((await visitor.goto(listing))!.status()).toBe(404);
	await open(page, '/me/notices');
	await page
		.getByRole('button', { name: new RegExp(title) })
		.first()
		.click();
	await page.waitForURL(/\/cases\//);
	await ready(page);
	await expect(page.getByText('正文要求交培训费。')).toBeVisible();
	await page.getByLabel('申诉理由').fill('那一句已经删去。');
	await page.getByRole('button', { name: '提交申诉' }).click();
	await expect(page.getByRole('status')).toHaveText('申诉已提交');

	await operator.reload();
	await ready(operator);
	await operator.getByLabel('理由（双方可见）').fill('已改正。');
	await operator.getByRole('button', { name: '申诉成立，恢复' }).click();
	await expect(operator.getByRole('status')).toHaveText('已处理');
	expect((await visitor.goto(listing))!.status()).toBe(200);
});
