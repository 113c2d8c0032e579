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

test('an operator announces maintenance; a reader sees it in their language and puts it away without scripts', async ({
	browser,
	page
}) => {
	await signIn(page, 'operator@sample.pons.example');
	await open(page, '/ops/announcements');
	const text = `今晚 22:00 维护 ${Date.now()}`;
	await page.getByLabel('中文', { exact: true }).fill(text);
	await page.getByLabel('英文', { exact: true }).fill(`Maintenance of ${text.slice(-13)}`);
	await page.getByLabel('级别').selectOption({ label: '重要' });
	const inNanjing = (hours: number) =>
		new Date(Date.now() + (8 + hours) * 3_600_000).toISOString().slice(0, 16);
	await page.getByLabel('开始').fill(inNanjing(-1));
	await page.getByLabel('结束', { exact: true }).fill(inNanjing(1));
	await page.getByRole('button', { name: '预览' }).click();
	await expect(page.getByText(text, { exact: false }).first()).toBeVisible();
	await page.getByRole('button', { name: '发布公告' }).click();
	await expect(page.getByText('已发布，各页十秒内显示')).toBeVisible();

	const context = await browser.newContext({ javaScriptEnabled: false });
	const reader = await context.newPage();
	await reader.goto('/en/skills');
	const banner = reader.getByRole('complementary', { name: 'Announcement' });
	await expect(banner).toContainText(`Maintenance of ${text.slice(-13)}`);
	await banner.getByRole('button', { name: 'Got it' }).click();
	await expect(reader).toHaveURL(/\/en\/skills$/);
	await expect(banner).toHaveCount(0);
	await context.close();

	await open(page, '/ops/announcements');
	await page
		.getByRole('listitem')
		.filter({ hasText: text })
		.getByRole('button', { name: '立即结束' })
		.click();
	await expect(page.getByText('已结束，各页十秒内消失')).toBeVisible();
	await open(page, '/map');
	await expect(page.getByText(text)).toHaveCount(0);
});

test('an operator looks at the site as a student, who is told why; nothing can be changed', async ({
	browser,
	page
}) => {
	await signIn(page, 'operator@sample.pons.example');
	await open(page, '/ops/find');
	await page.getByLabel('查什么').fill('chen@sample.pons.example');
	await page.getByLabel('为什么要查').fill('核实页面打不开');
	await page.getByRole('button', { name: '搜索' }).click();
	await page.getByRole('link', { name: '管理账号' }).first().click();
	await ready(page);
	await page.getByLabel('理由（对方可见）').last().fill('你说申请页打不开');
	await page.getByRole('button', { name: '开始查看' }).click();
	await page.waitForURL((url) => url.pathname === '/');
	await ready(page);
	const banner = page.getByText('你正以 chen@sample.pons.example 的身份查看，只读。');
	await expect(banner).toBeVisible();
	await open(page, '/me/applications');
	await expect(banner).toBeVisible();
	await open(page, '/me/messages');
	await expect(page.getByText('这一页不向运营人员显示。')).toBeVisible();
	expect((await page.request.post('/me/notices?/all', { form: {} })).status()).toBe(403);
	expect((await page.request.get('/api/live')).status()).toBe(403);

	const student = await (await browser.newContext()).newPage();
	await signIn(student, 'chen@sample.pons.example');
	await open(student, '/me/notices');
	await expect(student.getByRole('button', { name: /理由：你说申请页打不开/ })).toBeVisible();
	await open(student, '/me/privacy');
	await expect(student.getByText('你说申请页打不开')).toBeVisible();

	await page.getByRole('button', { name: '停止查看' }).click();
	await page.waitForURL(/\/ops\/accounts\//);
	await open(page, '/ops/audit');
	await expect(page.getByText('停止以账号身份查看').first()).toBeVisible();
	await expect(page.getByText('以账号身份查看页面').first()).toBeVisible();
});
