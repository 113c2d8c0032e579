// The three people this is for, each through to what they came for.
import { writeFileSync } from 'node:fs';
import { pdf } from '../../src/lib/server/files/testing.ts';
import { expect, freshEmail, open, ready, signIn, signUp, test } from './fixtures.ts';

test('a company registers, is approved, posts a role, and a student finds it, applies and is answered', async ({
	browser
}) => {
	test.setTimeout(180_000);
	const company = await (await browser.newContext()).newPage();
	const student = await (await browser.newContext()).newPage();
	const operator = await (await browser.newContext()).newPage();
	const mark = `灵犀${Date.now() % 1_000_000}`;

	await signUp(company, 'recruit', freshEmail('company'));
	await open(company, '/org/new');
	await company.getByLabel('机构名称（中文）').fill(`旅程测试${mark}`);
	await company.getByLabel('机构类型').selectOption({ label: '企业' });
	await company.getByLabel('所在区域').selectOption({ label: '江北新区' });
	await company.getByRole('button', { name: '登记机构' }).click();
	await company.waitForURL(({ pathname }) => /^\/org\/(?!new$)[^/]+$/.test(pathname));
	const home = new URL(company.url()).pathname;

	await open(company, `${home}/new/role`);
	await company.getByLabel('标题（中文）').fill(`${mark}脑电解码实习生`);
	await company.getByLabel('正文（中文）').fill('参与脑电采集与实时解码，每周四天，有导师带。');
	await company.getByLabel('类型').selectOption({ label: '实习' });
	await company.getByLabel('从', { exact: true }).first().fill('200');
	await company.getByLabel('到', { exact: true }).first().fill('260');
	await company.getByLabel('单位').selectOption({ label: '天' });
	await company.getByLabel('区域').selectOption({ label: '江北新区' });
	await company
		.getByLabel('有效期至')
		.fill(new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10));
	const lines = company.getByRole('combobox', { name: '技能', exact: true });
	for (const [i, name] of ['脑电', 'Python', '实时解码'].entries()) {
		await lines.nth(i).fill(name);
		await lines.nth(i).press('Escape');
	}
	await company.getByRole('button', { name: '保存草稿' }).click();
	await company.waitForURL(/\/listings\//);
	await ready(company);
	await company.getByRole('button', { name: '发布' }).click();
	await expect(company.getByRole('alert')).toContainText('核验');

	await signIn(operator, 'operator@sample.pons.example');
	await open(operator, '/ops');
	const waiting = operator.getByRole('listitem').filter({ hasText: mark });
	await waiting.getByRole('button', { name: '通过', exact: true }).click();
	await waiting.getByRole('button', { name: '确认通过' }).click();
	await expect(operator.getByRole('status')).toHaveText('已处理');

	await company.reload();
	await ready(company);
	await company.getByRole('button', { name: '发布' }).click();
	await expect(company.getByRole('status').filter({ hasText: '已发布' })).toBeVisible();

	await signIn(student, 'chen@sample.pons.example');
	await expect(async () => {
		await open(student, `/search?q=${encodeURIComponent(mark)}`);
		await expect(student.getByRole('heading', { level: 3 }).first()).toContainText(mark, { timeout: 1_000 });
	}).toPass({ timeout: 20_000 });
	await student.getByRole('heading', { level: 3 }).first().getByRole('link').click();
	await expect(student.getByRole('heading', { level: 1 })).toContainText(mark);
	await ready(student);
	await expect(student.getByText('满足度').first()).toBeVisible();
	await student.getByRole('link', { name: '申请', exact: true }).first().click();
	await student.waitForURL(/\/apply\//);
	await ready(student);
	await student.getByLabel('附言').fill('我做过脑电在线解码。');
	// One that is too large is not even sent: what was typed stays.
	const large = Buffer.alloc(11 * 1024 * 1024);
	await student
		.getByLabel('简历（PDF）')
		.setInputFiles({ name: '简历.pdf', mimeType: 'application/pdf', buffer: large });
	await expect(student.getByRole('alert')).toContainText('文件超过 10 MB');
	await student
		.getByLabel('简历（PDF）')
		.setInputFiles({ name: '简历.pdf', mimeType: 'application/pdf', buffer: pdf() });
	await student.getByRole('button', { name: '提交申请' }).click();
	await student.waitForURL(/\/me\/applications/);
	await ready(student);
	await student.getByRole('button', { name: '撤销' }).click();
	await student.waitForURL(/\/apply\//);
	await ready(student);
	await expect(student.getByLabel('附言')).toHaveValue('我做过脑电在线解码。');
	await expect(student.getByText('已附上：简历.pdf')).toBeVisible();
	await student.getByRole('button', { name: '提交申请' }).click();
	await student.waitForURL(/\/me\/applications/);
	await expect(student.getByRole('main')).toContainText(mark);

	const received = company
		.getByRole('region', { name: '看板' })
		.getByRole('heading', { level: 3 })
		.first()
		.getByRole('link');
	// It reaches the company when it can no longer be taken back.
	await expect(async () => {
		await open(company, `${home}/applications`);
		await expect(received).toBeVisible({ timeout: 1_000 });
	}).toPass({ timeout: 40_000 });
	await received.click();
	await company.waitForURL(/\/applications\/[a-z0-9]+(\?|$)/);
	await ready(company);
	await expect(company.getByText('我做过脑电在线解码。')).toBeVisible();
	const download = company.waitForEvent('download');
	await company.getByRole('link', { name: '下载简历：简历.pdf' }).click();
	expect((await download).suggestedFilename()).toBe('简历.pdf');
	await company.getByLabel('改为').selectOption({ label: '面试' });
	const monday = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
	await company.getByLabel('面试时间（北京时间）').fill(`${monday}T10:30`);
	await company.getByLabel('面试地点或会议链接').fill('研发楼三层');
	await company.getByLabel('写给对方的话').fill('欢迎来聊聊。');
	await company.getByRole('button', { name: '发送答复' }).click();
	await expect(company.getByRole('status').filter({ hasText: '已发送' })).toBeVisible();

	await open(student, '/me/applications');
	await expect(student.getByText('欢迎来聊聊。').first()).toBeVisible();
	await expect(student.getByText(/10:30.*研发楼三层/).first()).toBeVisible();

	await company.getByLabel('改为').selectOption({ label: '录用意向' });
	await company.getByLabel('写给对方的话').fill('很高兴邀请你加入。');
	await company.getByRole('button', { name: '发送答复' }).click();
	await expect(company.getByRole('complementary').getByText('很高兴邀请你加入。')).toBeVisible();
	await open(student, '/me/applications');
	await student.getByRole('button', { name: /^接受/ }).first().click();
	await expect(student.getByRole('status')).toContainText('已接受');
	await company.reload();
	await expect(company.getByRole('complementary').getByText('已接受').first()).toBeVisible();

	await open(company, home);
	await company.getByRole('link', { name: '候选人' }).first().click();
	await expect(company.getByRole('heading', { level: 1 })).toBeVisible();
	await expect(
		company.getByRole('main').getByRole('listitem').or(company.getByRole('main').getByRole('article')).first()
	).toBeVisible();
});

test('a university imports courses from a file and one is found by a word of its text', async ({
	page
}, info) => {
	test.setTimeout(120_000);
	const mark = `课${Date.now() % 1_000_000}`;
	const file = info.outputPath('courses.csv');
	writeFileSync(
		file,
		`课程名称,简介,title_en,学时\n${mark}导论,用 Python 处理脑电，含期末展示 zephyr${mark}。,Intro ${mark},32\n${mark}进阶,实时解码项目。,More ${mark},48\n`
	);
	await signIn(page, 'university@sample.pons.example');
	await open(page, '/org');
	const home = new URL(page.url()).pathname;
	await open(page, `${home}/import`);
	await page.getByLabel('文件').setInputFiles(file);
	await page.getByRole('button', { name: '上传并预览' }).click();
	await page.waitForURL(/\/import\//);
	await ready(page);
	await expect(page.getByText('共 2 行')).toBeVisible();
	await expect(page.getByRole('checkbox', { name: /Python/ })).toBeChecked();
	await page.getByLabel(/直接发布/).fill(new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10));
	await page.getByRole('button', { name: '导入 2 门课程' }).click();
	await expect(page.getByRole('status')).toContainText('新增 2 门');
	await expect(async () => {
		await open(page, `/search?q=${encodeURIComponent(`期末展示 zephyr${mark}`)}`);
		await expect(page.getByRole('main').getByRole('heading', { level: 3 }).first()).toContainText(
			`${mark}导论`,
			{ timeout: 1_000 }
		);
	}).toPass({ timeout: 20_000 });
});

test('a student signs up, fills the profile and reads why a role matches', async ({ page }) => {
	test.setTimeout(120_000);
	await signUp(page, 'work', freshEmail('student'));
	await open(page, '/me/profile');
	await page.getByLabel('显示名').fill('旅程同学');
	const lines = page.getByRole('combobox', { name: '技能', exact: true });
	for (const [i, name] of ['脑电', 'Python', '实时解码'].entries()) {
		if (i >= (await lines.count())) await page.getByRole('button', { name: '再加一行' }).first().click();
		await lines.nth(i).fill(name);
		await lines.nth(i).press('Escape');
	}
	await page.getByRole('button', { name: '保存', exact: true }).click();
	await page.waitForURL(({ pathname }) => pathname === '/me');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('旅程同学');
	await open(page, '/me/matches');
	const best = page.getByRole('main').getByRole('heading', { level: 3 }).first();
	await best.getByRole('link').click();
	await expect(page.getByText('满足度').first()).toBeVisible();
	await expect(page.getByText(/项要求里/).first()).toBeVisible();
});
