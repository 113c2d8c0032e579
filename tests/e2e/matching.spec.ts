// Matches with reasons: without an account, corrected by the talent, and compared by a company.
import { expect, freshEmail, open, ready, signIn, signUp, test } from './fixtures.ts';

const cv =
	'硕士在读。做过腦電（EEG）采集与 SSVEP 拼写器的在线解码，熟悉 Python 和 MNE。项目代号 zephyr4711。';

test('a stranger pastes a CV, corrects what was recognised, and reads what a role still asks for', async ({
	page
}) => {
	await open(page, '/');
	await page.getByRole('link', { name: '贴一段简历' }).click();
	await page.getByLabel('粘贴文字').fill(cv);
	await page.getByRole('button', { name: '识别技能' }).click();
	await expect(page.getByRole('status').filter({ hasText: '识别出' })).toBeVisible();
	await expect(page).toHaveURL(/\/match\?s=[a-z0-9:,-]+$/);
	expect(page.url()).not.toContain('zephyr');
	await expect(page.getByLabel('粘贴文字')).toHaveValue(cv);
	const best = page.getByRole('article').first();
	await expect(best.getByText(/项要求里/)).toBeVisible();

	await page.getByLabel('脑电的程度', { exact: true }).selectOption({ label: '精通' });
	await expect(page).toHaveURL(/eeg:4/);
	await page.getByRole('combobox', { name: '添加技能' }).fill('没有这种技能');
	await page.getByRole('button', { name: '添加', exact: true }).click();
	await expect(page.getByRole('combobox', { name: '添加技能' })).toHaveAttribute('aria-invalid', 'true');
	await page.getByRole('combobox', { name: '添加技能' }).fill('C++');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/cpp:2/);
	await page.getByRole('button', { name: '去掉Python', exact: true }).click();
	await expect(page).not.toHaveURL(/[,=]python:/);
	await page.goBack();
	await expect(page.getByLabel('Python的程度', { exact: true })).toBeVisible();

	const heading = page.getByRole('article').first().getByRole('heading');
	const first = await heading.innerText();
	await page.getByRole('link', { name: '改按时间' }).click();
	await expect(page).toHaveURL(/order=new/);
	await expect(heading).not.toHaveText(first);
	await page.getByRole('link', { name: '改按匹配' }).click();
	await expect(heading).toHaveText(first);

	await best.getByText('逐项理由').click();
	await expect(best.getByText('你选的技能里没有').first()).toBeVisible();
	const title = await best.getByRole('heading').innerText();
	await best.getByRole('heading').getByRole('link').click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
	await expect(page.getByText('满足度').first()).toBeVisible();
	await page.getByRole('link', { name: '改我的技能' }).click();
	await expect(page).toHaveURL(/\/match\?s=/);
});

test('a stranger takes the picked skills along into a profile, past the mail', async ({ page }) => {
	await open(page, '/match?s=eeg:3,python:2,ssvep:1');
	await page.getByRole('button', { name: '带着技能建立档案' }).click();
	await expect(page).toHaveURL(/\/sign-up\?as=work$/);
	await signUp(page, 'work', freshEmail('picked'));
	await page.goto('/me/profile');
	await ready(page);
	await expect(page.getByRole('status').filter({ hasText: '已带来' })).toContainText('3 项技能');
	await expect(page.getByRole('combobox', { name: '技能' }).first()).toHaveValue('脑电');
	await expect(page.getByLabel('程度').first()).toHaveValue('3');
	await page.getByLabel('显示名').fill('带技能来的人');
	await page.getByRole('main').getByRole('button', { name: '保存', exact: true }).click();
	await expect(page).toHaveURL(/\/me$/);
	const cookies = await page.context().cookies();
	expect(cookies.map(({ name }) => name)).not.toContain('picked');
});

test('the match without an account works without JavaScript, and answers a text that is too long', async ({
	browser
}) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		baseURL: test.info().project.use.baseURL
	});
	const page = await context.newPage();
	await page.goto('/match');
	await page.getByLabel('粘贴文字').fill('EEG、Python、SSVEP 与'.padEnd(20_100, '长'));
	await page.getByRole('button', { name: '识别技能' }).click();
	await expect(page.getByText('太长了：最多 2 万字')).toBeVisible();
	await page.getByLabel('粘贴文字').fill(cv);
	await page.getByRole('button', { name: '识别技能' }).click();
	await expect(page.getByLabel('粘贴文字')).toHaveValue(cv);
	await expect(page.getByRole('article').first()).toBeVisible();
	await page.getByLabel('Python的程度', { exact: true }).selectOption({ label: '了解' });
	await page.getByLabel('添加技能').fill('C++');
	await page.getByRole('button', { name: '添加', exact: true }).click();
	await expect(page).toHaveURL(/python:1.*cpp:2/);
	await context.close();
});

test('a talent corrects a skill from the explanation, and the coverage moves on both sides and back', async ({
	browser
}) => {
	const talent = await (await browser.newContext()).newPage();
	const company = await (await browser.newContext()).newPage();
	await signIn(company, 'company@sample.pons.example');
	await open(company, '/org');
	await company
		.getByRole('listitem')
		.filter({ hasText: '脑电信号处理算法实习生' })
		.getByRole('link', { name: '候选人' })
		.click();
	await company.waitForURL(/\/candidates/);
	const candidates = company.url();
	const role = /roles\/([a-z0-9]+)\//.exec(candidates)![1]!;
	const seen = async () => {
		await open(company, candidates);
		const row = company.getByRole('article').filter({ hasText: '陈同学' });
		return row.getByRole('meter', { name: '满足度' }).getAttribute('aria-valuenow');
	};

	await signIn(talent, 'chen@sample.pons.example');
	await open(talent, `/roles/${role}`);
	const panel = talent.getByRole('region', { name: '与你的匹配' });
	const coverage = () => panel.getByRole('meter', { name: '满足度' }).getAttribute('aria-valuenow');
	const before = await coverage();
	expect(await seen()).toBe(before);
	const line = panel.getByRole('listitem').filter({ hasText: '你的档案里没有' }).first();
	const name = await line.locator('b').innerText();
	await line.getByText('更正').click();
	await line.getByLabel(name).selectOption({ label: '精通' });
	await expect(panel.getByRole('status')).toContainText(`已把${name}记为精通，满足度 ${before} → `);
	const after = await coverage();
	expect(Number(after)).toBeGreaterThan(Number(before));
	expect(await seen()).toBe(after);
	await panel.getByRole('button', { name: '撤销' }).click();
	await expect(panel.getByRole('status')).toContainText('已撤销');
	expect(await coverage()).toBe(before);
	expect(await seen()).toBe(before);

	// In a search by words the talent reads the same number.
	await open(talent, `/search?q=${encodeURIComponent('脑电信号处理算法')}`);
	const found = talent.getByRole('article').filter({ hasText: '脑电信号处理算法实习生' });
	await expect(found.getByRole('meter', { name: '满足度' })).toHaveAttribute('aria-valuenow', before!);

	await open(talent, '/me/matches');
	const row = talent.getByRole('article').first();
	await row.locator('summary').first().click();
	const missing = row.getByRole('listitem').filter({ hasText: '你的档案里没有' }).first();
	await missing.getByText('更正').click();
	await missing.getByRole('combobox').selectOption({ label: '熟悉' });
	await expect(talent.getByRole('status').filter({ hasText: '满足度' })).toBeVisible();
	await talent.getByRole('button', { name: '撤销' }).click();
	await expect(talent.getByRole('status').filter({ hasText: '已撤销' })).toBeVisible();
	await ready(talent);
});

test('a company compares three candidates and invites one, to another role from the profile', async ({
	page
}) => {
	await signIn(page, 'company@sample.pons.example');
	await open(page, '/org');
	await page
		.getByRole('listitem')
		.filter({ hasText: '脑电信号处理算法实习生' })
		.getByRole('link', { name: '候选人' })
		.click();
	await page.waitForURL(/\/candidates/);
	await ready(page);
	await page
		.getByRole('group', { name: '申请' })
		.getByRole('checkbox', { name: /^未申请/ })
		.check();
	await expect(page).toHaveURL(/applied=no/);
	const rows = page.getByRole('article');
	const names = [];
	for (const i of [0, 1, 2]) {
		names.push(await rows.nth(i).getByRole('heading').innerText());
		await rows.nth(i).getByRole('checkbox').check();
	}
	const coverage = await rows.nth(1).getByRole('meter', { name: '满足度' }).getAttribute('aria-valuenow');
	await page.getByRole('button', { name: '对比所选' }).click();
	await page.waitForURL(/\/compare\?t=/);
	await ready(page);
	for (const name of names) await expect(page.getByRole('columnheader', { name })).toBeVisible();
	const compared = page.getByRole('meter', { name: '满足度' }).nth(1);
	await expect(compared).toHaveAttribute('aria-valuenow', coverage!);
	await page.getByRole('link', { name: `邀请${names[1]}` }).click();
	await page.waitForURL(/\/invite\//);
	await ready(page);
	await page.getByRole('main').getByRole('button', { name: /邀请/ }).click();
	await page.waitForURL(/\/invitations/);
	await expect(page.getByRole('main')).toContainText(names[1]!);

	// Also from the page of the person, where what was sent already is not offered again.
	await page.getByRole('link', { name: names[1]! }).click();
	await page.waitForURL(/\/talents\//);
	await ready(page);
	await page.getByText('邀请申请').click();
	const offers = page.getByRole('listitem');
	await expect(offers.filter({ hasText: '脑电信号处理算法实习生' })).toContainText('已经邀请过');
	await offers.getByRole('link').first().click();
	await page.waitForURL(/\/invite\//);
	await ready(page);
	await expect(page.getByLabel('邀请的理由')).not.toHaveValue('');
	await page.getByRole('main').getByRole('button', { name: '发送邀请' }).click();
	await page.waitForURL(/\/invitations/);
	await expect(page.getByRole('main').getByRole('link', { name: names[1]! })).toHaveCount(2);
});

test('a talent saves a role, hides another with a way back, and finds both lists', async ({ page }) => {
	await signIn(page, 'chen@sample.pons.example');
	await open(page, '/me/matches');
	const first = page.getByRole('article').first();
	const saved = await first.getByRole('heading').innerText();
	await first.getByRole('button', { name: /^收藏/ }).click();
	await expect(page.getByRole('status').filter({ hasText: `已收藏“${saved}”` })).toBeVisible();
	const second = page.getByRole('article').nth(1);
	const hidden = await second.getByRole('heading').innerText();
	await second.getByRole('button', { name: /^不合适/ }).click();
	await expect(page.getByRole('status').filter({ hasText: `已隐藏“${hidden}”` })).toBeVisible();
	await expect(page.getByRole('heading', { name: hidden })).toBeHidden();

	await page.getByRole('link', { name: '收藏', exact: true }).click();
	await page.waitForURL(/\/me\/saved/);
	await expect(page.getByRole('heading', { name: saved })).toBeVisible();
	await page.getByRole('link', { name: '不合适', exact: true }).click();
	await page.getByRole('button', { name: /^不再隐藏/ }).click();
	await expect(page.getByRole('status').filter({ hasText: '重新出现' })).toBeVisible();
	await open(page, '/me/saved');
	await page.getByRole('button', { name: /^取消收藏/ }).click();
	await page.getByRole('button', { name: '撤销' }).click();
	await expect(page.getByRole('heading', { name: saved })).toBeVisible();
	await page.getByRole('button', { name: /^取消收藏/ }).click();
	await expect(page.getByRole('heading', { name: saved })).toBeHidden();

	await open(page, '/me/matches');
	await expect(page.getByRole('heading', { name: hidden })).toBeVisible();
	await page.getByRole('group', { name: '类型' }).getByRole('checkbox', { name: /^实习/ }).check();
	await expect(page).toHaveURL(/type=internship/);
	await page.getByRole('button', { name: '关闭个性化排序' }).click();
	await expect(page.getByText('按发布时间排序')).toBeVisible();
	await page.getByRole('button', { name: '恢复个性化排序' }).click();
	await expect(page.getByText('排序兼顾满足度与所长')).toBeVisible();
});
