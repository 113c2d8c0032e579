// Three people at once, each in their own browser: what one does, the others see without asking.
import type { Page } from '@playwright/test';
import { expect as atOnce, open, ready, test } from './fixtures.ts';

// On a busy machine three browsers wait for each other; none of this may wait for a page to be opened anew.
const expect = atOnce.configure({ timeout: 45_000 });
test.use({ actionTimeout: 45_000 });

async function postInternship(page: Page, title: string): Promise<string> {
	await open(page, '/org/ningxi-neurotech/new/role');
	await page.getByLabel('标题（中文）').fill(title);
	await page.getByLabel('正文（中文）').fill('参与脑电采集与实时解码，每周四天，有导师带。');
	await page.getByLabel('类型').selectOption({ label: '实习' });
	await page.getByLabel('从', { exact: true }).first().fill('200');
	await page.getByLabel('到', { exact: true }).first().fill('260');
	await page.getByLabel('单位').selectOption({ label: '天' });
	await page.getByLabel('区域').selectOption({ label: '江北新区' });
	await page.getByLabel('有效期至').fill(dayIn(40));
	await page.getByRole('combobox', { name: '技能', exact: true }).first().fill('脑电');
	await page.getByRole('combobox', { name: '技能', exact: true }).first().press('Escape');
	await page.getByRole('button', { name: '保存草稿' }).click();
	await page.waitForURL(/\/listings\/[a-z0-9]+$/);
	await ready(page);
	await page.getByRole('button', { name: '发布' }).click();
	await expect(page.getByRole('status').filter({ hasText: '已发布' })).toBeVisible();
	return /\/listings\/([a-z0-9]+)/.exec(page.url())![1]!;
}

/** The day so many days from now. */
const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function applyFor(page: Page, role: string): Promise<void> {
	await open(page, `/apply/${role}`);
	await page.getByRole('button', { name: '提交申请' }).click();
	await page.waitForURL(/\/me\/applications/);
	await ready(page);
}

/** From here on the page must stay the one that was opened: nothing may load it anew. */
const remember = (page: Page) => page.evaluate(() => void (document.documentElement.dataset.kept = 'yes'));
const isKept = (page: Page) => expect(page.locator('html')).toHaveAttribute('data-kept', 'yes');

async function answer(page: Page, state: string, words: Record<string, string>): Promise<void> {
	await page.getByLabel('改为').selectOption({ label: state });
	for (const [label, text] of Object.entries(words)) await page.getByLabel(label).fill(text);
	await page.getByRole('button', { name: '发送答复' }).click();
}

test('a company posts, two students apply, and each sees live what the company decides', async ({
	browser,
	places
}) => {
	test.setTimeout(240_000);
	const pages = await Promise.all([1, 2, 3].map(async () => (await browser.newContext()).newPage()));
	const [company, student, other] = pages as [Page, Page, Page];
	await places.enter(company, 'company');
	await places.enter(student, 'talent-010');
	await places.enter(other, 'talent-011');
	const title = `即时${Date.now() % 1_000_000}脑电算法实习生`;
	const role = await postInternship(company, title);

	// Both come onto the open board by themselves.
	await open(company, `/org/ningxi-neurotech/applications?listing=${role}`);
	await remember(company);
	for (const page of [student, other]) {
		await applyFor(page, role);
		await remember(page);
	}
	const cards = company.getByRole('region', { name: '看板' }).getByRole('listitem');
	await expect(cards).toHaveCount(2);
	await isKept(company);

	// Who has waited longest is asked to an interview, and sees it; the other sees nothing of it.
	await cards.first().getByRole('link').click();
	await company.waitForURL(/\/applications\/[a-z0-9]+(\?|$)/);
	await ready(company);
	await answer(company, '面试', {
		'面试时间（北京时间）': `${dayIn(5)}T10:30`,
		面试地点或会议链接: '研发楼三层'
	});
	const mine = (page: Page) => page.getByRole('listitem').filter({ hasText: title });
	await expect(
		mine(student)
			.getByText(/10:30.*研发楼三层/)
			.first()
	).toBeVisible();
	await isKept(student);
	await expect(other.getByText('研发楼三层')).toHaveCount(0);
	await isKept(other);

	// They talk, each in the page that is open.
	await mine(student).getByRole('link', { name: /^消息/ }).click();
	await student.waitForURL(/\/me\/messages\/[a-z0-9]+$/);
	await company.getByRole('main').getByRole('link', { name: '消息', exact: true }).last().click();
	await company.waitForURL(/\/messages\/[a-z0-9]+$/);
	await student.getByLabel('写消息').fill('需要带电脑吗？资料在 https://pons.example/notes 。');
	await student.getByRole('button', { name: '发送' }).click();
	const link = company.getByRole('log').getByRole('link', { name: 'https://pons.example/notes' });
	await expect(link).toHaveAttribute('rel', /noopener/);
	await expect(student.getByText('对方已读')).toBeVisible();
	await company.getByLabel('写消息').fill('不用，这里有。');
	await company.getByRole('button', { name: '发送' }).click();
	await expect(student.getByRole('log')).toContainText('不用，这里有。');
	await isKept(student);

	// An offer, accepted, and the company sees that too.
	await company.getByRole('link', { name: '查看申请' }).click();
	await company.waitForURL(/\/applications\/[a-z0-9]+(\?|$)/);
	await answer(company, '录用意向', { 写给对方的话: '很高兴邀请你加入。' });
	await expect(company.getByRole('complementary').getByText('很高兴邀请你加入。')).toBeVisible();
	await student.getByRole('navigation').getByRole('link', { name: '申请', exact: true }).click();
	await mine(student).getByRole('button', { name: /^接受/ }).click();
	await expect(student.getByRole('status')).toContainText('已接受');
	await expect(company.getByRole('complementary').getByText('已接受').first()).toBeVisible();
	for (const page of pages) await isKept(page);
});

test('what a member has ticked, chosen and typed stays while others apply and colleagues move things', async ({
	browser,
	places
}) => {
	test.setTimeout(240_000);
	const pages = await Promise.all([1, 2, 3, 4].map(async () => (await browser.newContext()).newPage()));
	const [company, colleague, student, other] = pages as [Page, Page, Page, Page];
	for (const page of [company, colleague]) await places.enter(page, 'company');
	await places.enter(student, 'talent-012');
	await places.enter(other, 'talent-013');
	const role = await postInternship(company, `留住${Date.now() % 1_000_000}脑电实习生`);
	await applyFor(student, role);
	await places.arrive();

	await open(company, `/org/ningxi-neurotech/applications?view=table&listing=${role}`);
	await remember(company);
	const list = company.getByRole('table', { name: '列表' });
	const boxes = list.getByRole('checkbox', { name: /^选择 / });
	await expect(boxes).toHaveCount(1);
	// By name: what waits comes before what has been answered.
	const name = (await boxes.getAttribute('aria-label'))!;
	const box = list.getByRole('checkbox', { name, exact: true });
	await box.check();
	await company.getByLabel('改为', { exact: true }).selectOption({ label: '录用意向' });
	await company.getByText('自己写').click();
	const words = company.getByLabel('中文');
	await words.fill('很高兴');
	await applyFor(other, role);
	await expect(boxes).toHaveCount(2);
	const kept = async () => {
		await expect(box).toBeChecked();
		await expect(company.getByLabel('改为', { exact: true })).toHaveValue('offer');
		await expect(words).toHaveValue('很高兴');
		await expect(words).toBeFocused();
		await isKept(company);
	};
	await kept();

	await open(colleague, `/org/ningxi-neurotech/applications?listing=${role}`);
	const card = colleague.getByRole('region', { name: '已提交' }).getByRole('listitem').first();
	await card.getByRole('combobox').selectOption({ label: '沟通中' });
	await card.getByRole('button', { name: /^移动/ }).click();
	await expect(list.getByRole('cell', { name: '沟通中', exact: true })).toBeVisible();
	await kept();

	// The same on the page of one of them; and the way back leads to the list as it was.
	await list.getByRole('link', { name: name.replace('选择 ', ''), exact: true }).click();
	await company.waitForURL(/\/applications\/[a-z0-9]+\?list=/);
	await ready(company);
	const id = /applications\/([a-z0-9]+)/.exec(company.url())![1]!;
	const reason = company.getByLabel('写给对方的话');
	await expect(reason).toBeVisible();
	await company.getByLabel('改为').selectOption({ label: '未通过' });
	await reason.fill('谢谢你');
	await open(colleague, `/org/ningxi-neurotech/applications/${id}`);
	await colleague.getByLabel('备注').fill('先别急着答复。');
	await colleague.getByRole('button', { name: '保存备注' }).click();
	await answer(colleague, '录用意向', { 写给对方的话: '欢迎。' });
	await expect(company.getByRole('complementary').getByText('欢迎。')).toBeVisible();
	await expect(company.getByLabel('改为')).toHaveValue('rejected');
	await expect(reason).toHaveValue('谢谢你');
	await expect(reason).toBeFocused();
	await company
		.getByRole('link', { name: /全部申请|返回/ })
		.first()
		.click();
	await company.waitForURL(`**/applications?view=table&kind=role&listing=${role}`);
});

test('without JavaScript a message is written, read and marked as read', async ({ browser, places }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await places.enter(page, 'chen');
	await page.goto('/me/messages');
	await page.getByRole('main').getByRole('listitem').first().getByRole('link').click();
	await page.getByLabel('写消息').fill('收到，周四见。');
	await page.getByRole('button', { name: '发送' }).click();
	await expect(page.getByRole('log')).toContainText('收到，周四见。');
	await expect(page.getByLabel('写消息')).toHaveValue('');
	await page.getByRole('button', { name: '发送' }).click();
	await expect(page.getByText('请写点内容')).toBeVisible();
	await context.close();
});
