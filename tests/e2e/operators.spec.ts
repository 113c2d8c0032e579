// What operators do to the whole site: the skill tree that everything is matched by.
import { expect, open, ready, signIn, test } from './fixtures.ts';

test('a student suggests a skill; an operator adds it, merges it, and its old address leads to what is left', async ({
	browser,
	page
}) => {
	await signIn(page, 'chen@sample.pons.example');
	await open(page, '/match');
	await page.getByRole('combobox', { name: '添加技能' }).pressSequentially('脑磁刺激成像');
	await page.getByRole('link', { name: '技能树里没有？建议补充' }).waitFor();
	const address = await page.getByRole('link', { name: '技能树里没有？建议补充' }).getAttribute('href');
	await open(page, address!);
	await expect(page.getByLabel('名称', { exact: true })).toHaveValue('脑磁刺激成像');
	await page.getByLabel('理由').fill('近年的论文里常见。');
	await page.getByRole('button', { name: '提交建议' }).click();
	await expect(page.getByRole('status').first()).toHaveText('已提交，运营人员会答复');

	// Without scripts, as everything here works.
	const context = await browser.newContext({ javaScriptEnabled: false });
	const operator = await context.newPage();
	const go = async (path: string) => void (await operator.goto(path));
	await go('/sign-in');
	await operator.getByLabel('邮箱').fill('operator@sample.pons.example');
	await operator.getByLabel('密码', { exact: true }).fill('pons-demo-2026');
	await operator.getByRole('button', { name: '登录' }).click();
	await go('/ops/skills');
	const waiting = operator.getByRole('listitem').filter({ hasText: '脑磁刺激成像' });
	await waiting.getByRole('link', { name: '在编辑器中打开' }).click();
	await expect(operator.getByLabel('中文名', { exact: true })).toHaveValue('脑磁刺激成像');
	await operator.getByLabel('英文名', { exact: true }).fill('EEG');
	await operator.getByLabel('上级 1').fill('无创记录');
	await operator.getByRole('button', { name: '查看影响' }).click();
	await expect(operator.getByRole('alert')).toContainText('“EEG”已是“脑电”的名称');
	await expect(operator.getByRole('button', { name: '确认新增' })).toHaveCount(0);
	await operator.getByLabel('英文名', { exact: true }).fill('Journey magnetic imaging');
	await operator.getByRole('button', { name: '查看影响' }).click();
	await operator.getByRole('button', { name: '确认新增' }).click();
	await expect(operator.getByRole('status').first()).toHaveText('已新增');

	await open(page, '/skills/suggest');
	await expect(page.getByRole('listitem').filter({ hasText: '脑磁刺激成像' })).toContainText('已采纳');
	await open(page, '/me/notices');
	await expect(page.getByRole('button', { name: /采纳了你建议的“脑磁刺激成像”/ })).toBeVisible();

	await operator.getByLabel('并入', { exact: true }).fill('脑磁图');
	await operator.getByRole('button', { name: '查看影响' }).last().click();
	await expect(operator.getByText('脑磁刺激成像 → 脑磁图')).toBeVisible();
	await operator.getByRole('button', { name: '确认合并' }).click();
	await expect(operator.getByRole('heading', { level: 1 })).toHaveText('脑磁图');
	await open(page, '/skills/journey-magnetic-imaging');
	await ready(page);
	expect(new URL(page.url()).pathname).toBe('/skills/meg');
	await expect(page.getByText('脑磁刺激成像')).toBeVisible();
	await go('/ops/audit');
	await expect(operator.getByText('并入技能').first()).toBeVisible();
	await context.close();
});
