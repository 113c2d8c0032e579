// An organization's members at work on what they received.
import { readFileSync } from 'node:fs';
import { expect, open, ready, signIn, test } from './fixtures.ts';

const inbox = '/org/ningxi-neurotech/applications';

test('a company answers several at once with a template, takes it back, and keeps its own notes', async ({
	page
}) => {
	test.setTimeout(120_000);
	const name = `进展 ${Date.now() % 1_000_000}`;
	await signIn(page, 'company@sample.pons.example');
	await open(page, `${inbox}/templates`);
	await page.getByLabel('名称').fill(name);
	await page.getByLabel('中文').fill('{姓名}，我们正在看你的申请。');
	await page.getByLabel('英文').fill('{name}, we are looking at your application.');
	await page.getByRole('button', { name: '保存模板' }).click();
	await expect(page.getByRole('status')).toContainText('已保存');

	await open(page, `${inbox}?view=table&state=sent`);
	const boxes = page.getByRole('table', { name: '列表' }).getByRole('checkbox', { name: /^选择/ });
	const person = (await boxes.first().getAttribute('aria-label'))!.replace('选择 ', '');
	await boxes.first().check();
	await page.getByLabel('改为', { exact: true }).selectOption({ label: '沟通中' });
	await page.getByLabel('模板', { exact: true }).selectOption({ label: name });
	await page.getByRole('button', { name: '答复勾选的申请' }).click();
	await expect(page.getByRole('status')).toContainText('将 1 份申请改为“沟通中”');
	await page.getByRole('button', { name: '撤销' }).click();
	await expect(page.getByRole('status')).toContainText('什么也没有发出');

	await page.getByRole('table', { name: '列表' }).getByRole('link', { name: person }).click();
	await page.waitForURL(/\/applications\/[a-z0-9]+(\?|$)/);
	await ready(page);
	await page.getByRole('button', { name: '评 4 分（满分 5）' }).click();
	await expect(page.getByRole('button', { name: '评 4 分（满分 5）' })).toHaveAttribute(
		'aria-pressed',
		'true'
	);
	await page.getByLabel('加标签').fill('复试');
	await page.getByRole('button', { name: '添加' }).click();
	await expect(page.getByRole('list', { name: '标签' })).toContainText('复试');
	await page.getByLabel('备注').fill('笔试很好，约下周。');
	await page.getByRole('button', { name: '保存备注' }).click();
	await expect(page.getByText('笔试很好，约下周。')).toBeVisible();

	await open(page, `${inbox}?view=table&tag=${encodeURIComponent('复试')}`);
	await expect(page.getByRole('table', { name: '列表' }).getByRole('link', { name: person })).toBeVisible();
	const download = page.waitForEvent('download');
	await page.getByRole('link', { name: '导出 CSV' }).click();
	const text = readFileSync(await (await download).path(), 'utf8');
	expect(text.split('\r\n').filter(Boolean)).toHaveLength(2);
	expect(text).toContain('复试');
});
