// A person's data in their own hands: what is shared, a copy of everything, the end of it; and the second factor.
import { readFile } from 'node:fs/promises';
import { addAuthenticator } from '../authenticator.ts';
import { codeAt, fromBase32, stepOf } from '../../src/lib/server/accounts/totp.ts';
import { expect, freshEmail, open, ready, signUp, test } from './fixtures.ts';

const password = 'journey-Passwort-7';

test('a talent hides, takes everything along and is erased', async ({ page }) => {
	test.setTimeout(180_000);
	const email = freshEmail('leaving');
	await signUp(page, 'work', email);
	await open(page, '/me/profile');
	await page.getByLabel('显示名').fill('要走的同学');
	await page.getByRole('radio', { name: /^所有人/ }).check();
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await page.waitForURL(/\/me$/);

	await open(page, '/me/privacy');
	await page.getByRole('button', { name: '收回：公开档案' }).click();
	await expect(page.getByRole('status')).toHaveText('已收回，立即生效');
	await expect(page.getByRole('button', { name: '收回：公开档案' })).toBeHidden();
	await page.getByRole('button', { name: '收回：让机构找到你' }).click();
	await expect(page.getByRole('button', { name: '收回：让机构找到你' })).toBeHidden();

	await page.getByRole('button', { name: '制作副本' }).click();
	const fetched = page.getByRole('link', { name: '下载 ZIP' });
	await expect(async () => {
		await open(page, '/me/privacy');
		await expect(fetched).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 60_000 });
	const [download] = await Promise.all([page.waitForEvent('download'), fetched.click()]);
	const archive = await readFile(await download.path());
	expect(archive.subarray(0, 2).toString()).toBe('PK');
	expect(archive.includes('resume.json')).toBe(true);

	await page.getByLabel('当前密码').fill(password);
	await page.getByRole('button', { name: '永久注销' }).click();
	await expect(page.getByRole('status')).toContainText('已注销');
	await page.getByLabel('邮箱').fill(email);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByRole('alert')).toBeVisible();
});

test('a session that is a quarter of an hour old is asked again, and goes on where it was', async ({
	page,
	places
}) => {
	await places.enter(page, 'owner');
	await places.stale(page);
	await open(page, await places.address('/org/{organization}/applications?view=table'));
	await page.getByRole('link', { name: /CSV/ }).click();
	await expect(page.getByRole('heading', { name: '确认是你本人' })).toBeVisible();
	await page.getByLabel('当前密码').fill('wrong-password-9');
	await page.getByRole('button', { name: '确认' }).click();
	await expect(page.getByText('密码不对')).toBeVisible();
	await page.getByLabel('当前密码').fill('rights-Passwort-1');
	await page.getByRole('button', { name: '确认' }).click();
	await expect(page.getByRole('status')).toContainText('已确认');
	const next = page.getByRole('link', { name: '继续' });
	const [table] = await Promise.all([page.waitForEvent('download'), next.click()]);
	expect(table.suggestedFilename()).toMatch(/^applications-.*\.csv$/);

	// A form is asked beside itself: what was typed stays.
	await places.enter(page, 'operator');
	await places.stale(page);
	await open(page, '/ops/find');
	await page.getByLabel('查什么').fill('nobody@nowhere.example');
	await page.getByLabel('为什么要查').fill('核实举报');
	await page.getByRole('button', { name: '搜索' }).click();
	await expect(page.getByText('这一步需要先确认是你本人')).toBeVisible();
	const [beside] = await Promise.all([
		page.waitForEvent('popup'),
		page.getByRole('link', { name: '确认是你本人' }).click()
	]);
	await ready(beside);
	await beside.getByLabel('当前密码').fill('rights-Passwort-1');
	await beside.getByRole('button', { name: '确认' }).click();
	await expect(beside.getByRole('status')).toContainText('已确认');
	await beside.close();
	await expect(page.getByLabel('查什么')).toHaveValue('nobody@nowhere.example');
	await page.getByRole('button', { name: '搜索' }).click();
	await expect(page.getByText('没有找到。')).toBeVisible();
});

test('an owner sets up a second factor and signs in with it', async ({ page }) => {
	test.setTimeout(120_000);
	const email = freshEmail('careful');
	await signUp(page, 'recruit', email);
	await open(page, '/account/factor');
	await page.getByLabel('当前密码').fill(password);
	await page.getByRole('button', { name: '开始设置' }).click();
	const secret = (await page.locator('code.secret').innerText()).replaceAll(' ', '');
	const code = () => codeAt(fromBase32(secret), stepOf(new Date()));
	await page.getByLabel('验证码').fill(code());
	await page.getByRole('button', { name: '确认并开启' }).click();
	await ready(page);
	const recovery = await page.getByRole('listitem').locator('code').first().innerText();

	await page.context().clearCookies();
	await open(page, '/sign-in');
	await page.getByLabel('邮箱').fill(email);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByRole('heading', { name: '输入验证码' })).toBeVisible();
	await page.getByLabel('验证码').fill('000000');
	await page.getByRole('button', { name: '登录' }).click();
	await expect(page.getByText('验证码不对或已用过')).toBeVisible();
	await page.getByLabel('验证码').fill(recovery);
	await page.getByRole('button', { name: '登录' }).click();
	await page.waitForURL(/\/org/);
});

test.describe('with passkeys', () => {
	// A passkey belongs to a name: there are none for bare addresses.
	test.use({ baseURL: `http://localhost:${process.env.E2E_PORT ?? 4173}` });

	test('an owner sets up a passkey and signs in with it', async ({ page }) => {
		await addAuthenticator(page);
		await signUp(page, 'recruit', freshEmail('keyed'));
		await open(page, '/account/factor');
		await page.getByLabel('名称').fill('办公室电脑');
		await page.getByRole('button', { name: '添加通行密钥' }).click();
		await expect(page.getByRole('heading', { name: '新的恢复码' })).toBeVisible();
		await expect(page.getByRole('button', { name: '移除：办公室电脑' })).toBeVisible();
		await open(page, '/account');
		await page.getByRole('button', { name: '退出登录', exact: true }).click();
		await page.waitForURL(/sign-in/);
		await ready(page);
		await page.getByRole('link', { name: '用通行密钥登录' }).click();
		await page.getByRole('heading', { name: '用通行密钥登录' }).waitFor();
		await page.getByRole('button', { name: '登录' }).click();
		await page.waitForURL(/\/org/);
	});
});
