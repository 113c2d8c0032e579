// Supply and demand: a visitor follows its numbers, a university turns a gap into a course, a company says what it
// will look for.
import { readFile } from 'node:fs/promises';
import { expect, open, ready, signIn, test } from './fixtures.ts';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a visitor filters the map, follows a number to a list of that size, and takes the table along', async ({
	page
}) => {
	await open(page, '/map');
	const filters = page.getByRole('form', { name: '筛选' });
	await filters.getByLabel('区域').selectOption({ label: '江北新区' });
	await page.waitForURL(/district=jiangbei/);
	await filters.getByLabel('排序').selectOption({ label: '招聘人数' });
	await page.waitForURL(/order=wanted/);
	await ready(page);
	const chart = page.getByRole('img', { name: /按技能组/ });
	await expect(chart).toBeVisible();
	await expect(chart).toHaveAccessibleDescription(/招聘最多的是/);

	// Numbers of people are never links.
	const table = page.getByRole('table', { name: '按技能', exact: true });
	await expect(table.getByRole('link', { name: /^(少于|\d)[^个门]*$/ })).toHaveCount(0);
	const number = table.getByRole('link', { name: /^\d+ 个岗位/ }).first();
	const roles = Number((await number.innerText()).match(/\d+/)![0]);
	await number.click();
	await page.waitForURL(/\/search\?kind=role/);
	await ready(page);
	await expect(page.getByRole('main').locator('header b')).toHaveText(String(roles));
	await expect(page.getByRole('main').locator('.row')).toHaveCount(roles);

	await open(page, '/map?order=wanted');
	const course = page
		.getByRole('table', { name: '按技能', exact: true })
		.getByRole('link', { name: /^\d+ 门课程/ })
		.first();
	const courses = Number((await course.innerText()).match(/\d+/)![0]);
	await course.click();
	await page.waitForURL(/gives=/);
	await ready(page);
	await expect(page.getByRole('main').locator('header b')).toHaveText(String(courses));
	await expect(page.getByRole('list', { name: '已选筛选' }).getByText(/教或练/)).toBeVisible();

	await open(page, '/map?district=jiangbei');
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'CSV' }).click()
	]);
	expect(file.suggestedFilename()).toMatch(/^pons-map-.*\.csv$/);
	const text = await readFile(await file.path(), 'utf8');
	expect(text.startsWith('\ufeff日期,区域')).toBe(true);
	expect(text).toContain('江北新区');
	const [picture] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: '下载 PNG' }).click()
	]);
	const png = await readFile(await picture.path());
	expect(png.subarray(1, 4).toString()).toBe('PNG');
	expect(png.length).toBeGreaterThan(10_000);
});

test('the map is filtered without JavaScript', async ({ browser }) => {
	const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
	await page.goto('/map');
	await page.getByRole('form', { name: '筛选' }).getByLabel('技能组').selectOption({ label: '电极与材料' });
	await page.getByRole('button', { name: '查看' }).click();
	await page.waitForURL(/group=electrodes-materials/);
	await expect(page.getByRole('heading', { name: '电极与材料的下一级' })).toBeVisible();
	await expect(page.getByRole('button', { name: '下载 PNG' })).toHaveCount(0);
	await page.goto('/map/quarters');
	await page.getByRole('form', { name: '筛选' }).getByLabel('指标').selectOption({ label: '课程席位' });
	await page.getByRole('button', { name: '查看' }).click();
	await expect(page.getByRole('table', { name: /课程席位/ })).toBeVisible();
});

test('a university opens its gaps, turns one into a course, publishes it, and the gap is taught', async ({
	page
}) => {
	test.setTimeout(120_000);
	await signIn(page, 'university@sample.pons.example');
	await open(page, '/org/jinling-bci-school');
	await page.getByRole('link', { name: '教学缺口' }).click();
	await page.waitForURL(/\/gaps$/);
	await ready(page);
	const gap = page
		.getByRole('listitem')
		.filter({ hasText: '0 门课程讲授' })
		.filter({ has: page.getByRole('button', { name: /起草课程/ }) })
		.first();
	const skill = await gap.getByRole('heading').innerText();
	await expect(gap).toContainText(/\d+ 个岗位需要，0 门课程讲授/);
	await gap.getByRole('button', { name: /起草课程/ }).click();
	await page.waitForURL(/\/listings\/[^/]+$/);
	await ready(page);
	await expect(page.getByLabel('标题（中文）')).toHaveValue(skill);
	await page.getByLabel('正文（中文）').fill(`从原理到实验，讲授${skill}。`);
	await page.getByLabel('有效期至').fill(inDays(60));
	await page.getByRole('button', { name: '保存草稿' }).click();
	await expect(page.getByRole('status').filter({ hasText: '已保存' })).toBeVisible();
	await page.getByRole('button', { name: '发布', exact: true }).click();
	await expect(page.getByRole('status').filter({ hasText: '已发布' })).toBeVisible();
	await open(page, '/org/jinling-bci-school/gaps');
	const taught = page
		.getByRole('listitem')
		.filter({ has: page.getByRole('heading', { name: skill, exact: true }) });
	await expect(taught).toContainText('1 门课程讲授');
	await expect(taught).toContainText('你们已有');
});

test('a company announces a need, sees it beside the roles of the skill, and takes it back', async ({
	page
}) => {
	test.setTimeout(120_000);
	await signIn(page, 'company@sample.pons.example');
	await open(page, '/org/ningxi-neurotech/signals');
	await page.getByRole('combobox', { name: '技能', exact: true }).first().fill('经颅磁刺激');
	await page.getByLabel('预计人数').selectOption({ label: '6–10 人' });
	await page.getByRole('button', { name: '发布预告' }).click();
	await expect(page.getByText('请填写').first()).toBeVisible();
	await expect(page.getByRole('combobox', { name: '技能', exact: true }).first()).toHaveValue('经颅磁刺激');
	await page.getByLabel('最晚到岗').fill(inDays(200));
	await page.getByRole('button', { name: '发布预告' }).click();
	await expect(page.getByRole('status').filter({ hasText: '已发布' })).toBeVisible();

	const own = page.getByRole('listitem').filter({ hasText: '经颅磁刺激' }).first();
	await own.getByRole('link', { name: '经颅磁刺激' }).click();
	await ready(page);
	const announced = page.locator('#signals');
	await expect(announced).toContainText('宁析神经科技');
	await expect(announced).toContainText('6–10 人');

	await open(page, '/org/ningxi-neurotech/signals');
	await page.getByRole('button', { name: /^撤回.*经颅磁刺激/ }).click();
	await expect(page.getByText('已撤回').first()).toBeVisible();
	await page.getByRole('button', { name: '撤销' }).click();
	await expect(page.getByRole('status').filter({ hasText: '已恢复' })).toBeVisible();
	await page.getByRole('button', { name: /^撤回.*经颅磁刺激/ }).click();
	await expect(page.getByRole('button', { name: '撤销' })).toBeVisible();
});
