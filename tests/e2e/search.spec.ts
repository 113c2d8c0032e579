// Searching as people do it: with an input method, with keys alone, with filters and the back button, on a small
// screen, without JavaScript, and when nothing is found.
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';

const box = (page: Page) => page.getByRole('combobox', { name: '技能、岗位、课程或机构' });
const suggested = (page: Page) => page.getByRole('listbox', { name: '搜索建议' }).getByRole('option');
const total = (page: Page) => page.getByRole('heading', { level: 2, name: /\d 个结果/ });
const filter = (page: Page, name: RegExp) => page.getByRole('checkbox', { name });
const titles = (page: Page) => page.getByRole('main').getByRole('heading', { level: 3 });

/** How many are found. Only of words that no other journey publishes anything about is it the same a moment later. */
async function count(page: Page): Promise<number> {
	return Number((await total(page).innerText()).replace(/[^\d]/g, ''));
}

test('an input method composes undisturbed, and what it gives is completed and found', async ({ page }) => {
	const asked: string[] = [];
	page.on('request', (request) => {
		if (request.url().includes('/api/search/suggest'))
			asked.push(new URL(request.url()).searchParams.get('q')!);
	});
	await open(page, '/search');
	await box(page).focus();
	const keyboard = await page.context().newCDPSession(page);
	for (const text of ['n', 'nao', 'nao d', 'nao dian'])
		await keyboard.send('Input.imeSetComposition', {
			text,
			selectionStart: text.length,
			selectionEnd: text.length
		});
	await page.waitForTimeout(600);
	expect(asked).toEqual([]);
	await expect(page.getByRole('listbox')).toBeHidden();
	await keyboard.send('Input.insertText', { text: '脑电' });
	await expect(page.getByRole('option', { name: /^脑电 EEG/ })).toBeVisible();
	expect(asked).toEqual(['脑电']);
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/\/search\?q=%E8%84%91%E7%94%B5$/);
	await expect(page.getByRole('link', { name: /技能：脑电：改为按原文搜索/ })).toBeVisible();
	await expect(titles(page).first().getByRole('link')).toBeVisible();
});

test('keys that an input method takes move nothing and send nothing', async ({ page }) => {
	await open(page, '/search');
	await box(page).fill('脑电');
	await expect(suggested(page).first()).toBeVisible();
	const taken = await box(page).evaluate((input) =>
		['ArrowDown', 'Enter'].map((key) => {
			const event = new KeyboardEvent('keydown', { key, keyCode: 229, bubbles: true, cancelable: true });
			input.dispatchEvent(event);
			return event.defaultPrevented;
		})
	);
	// Safari would send the form with the Enter that ends composing.
	expect(taken).toEqual([false, true]);
	await expect(box(page)).not.toHaveAttribute('aria-activedescendant', /./);
	await expect(page).toHaveURL(/\/search$/);
});

test('from / to an opened result with keys alone, told to those who listen', async ({ page }) => {
	await open(page, '/skills');
	await page.keyboard.press('/');
	await expect(page).toHaveURL(/\/search$/);
	await expect(box(page)).toBeFocused();
	await page.keyboard.type('naodian');
	const options = suggested(page);
	await expect(options.first()).toBeVisible();
	await expect(page.getByRole('status').filter({ hasText: /\d+ 条建议/ })).toBeAttached();
	await expect(box(page)).toHaveAttribute('aria-expanded', 'true');
	const active = page.locator('[role=option][aria-selected=true]');
	await page.keyboard.press('ArrowDown');
	await expect(active).toHaveText(await options.first().innerText());
	await expect(box(page)).toHaveAttribute('aria-activedescendant', (await active.getAttribute('id'))!);
	await page.keyboard.press('End');
	await expect(active).toHaveText(await options.last().innerText());
	await page.keyboard.press('Home');
	await page.keyboard.press('Escape');
	await expect(page.getByRole('listbox')).toBeHidden();
	await expect(box(page)).toHaveValue('naodian');
	await page.keyboard.press('ArrowDown');
	await expect(options.first()).toBeVisible();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await expect(box(page)).toHaveValue('脑电');
	await expect(page).toHaveURL(/q=%E8%84%91%E7%94%B5$/);
	await expect(total(page)).toBeVisible();
	await expect(page.getByText('理解为')).toBeVisible();
	const first = titles(page).first().getByRole('link');
	const title = await first.innerText();
	// Past the chips, the filters and the order to the first result.
	await expect(async () => {
		await page.keyboard.press('Tab');
		await expect(first).toBeFocused({ timeout: 20 });
	}).toPass({ intervals: [0], timeout: 20_000 });
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { level: 1 })).toContainText(title);
});

test('a slash that is typed in a field stays there', async ({ page }) => {
	await open(page, '/sign-in');
	await page.getByLabel('邮箱').pressSequentially('a/b');
	await expect(page.getByLabel('邮箱')).toHaveValue('a/b');
	await expect(page).toHaveURL(/sign-in/);
});

test('what was searched for lately is offered until it is cleared, and never leaves the browser', async ({
	page
}) => {
	await open(page, '/');
	await box(page).fill('GCP 培训');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/search\?q=GCP/);
	await open(page, '/search');
	await page.keyboard.press('/');
	await expect(page.getByRole('option', { name: 'GCP 培训' })).toBeVisible();
	await page.keyboard.press('Tab');
	await expect(page.getByRole('button', { name: '清除最近搜索' })).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('listbox')).toBeHidden();
	await expect(box(page)).toBeFocused();
	await page.reload();
	await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
	await page.keyboard.press('/');
	await expect(page.getByRole('listbox')).toBeHidden();
});

test('the key for the search box can be switched off', async ({ page }) => {
	await open(page, '/');
	await box(page).fill('脑电');
	await page.keyboard.press('Enter');
	await open(page, '/search');
	await page.keyboard.press('/');
	await page.getByRole('button', { name: /按 \/ 键/ }).click();
	await open(page, '/skills');
	await page.keyboard.press('/');
	await expect(page).toHaveURL(/skills/);
});

test('filters apply at once in the address, keep the focus and the place, and the back button takes them away', async ({
	page
}) => {
	await open(page, '/search?q=%E7%A5%9E%E7%BB%8F%E8%B0%83%E6%8E%A7');
	const all = await count(page);
	const role = filter(page, /^岗位/);
	await role.focus();
	await page.keyboard.press('Space');
	await expect(page).toHaveURL(/&kind=role$/);
	await expect(role).toBeFocused();
	await expect.poll(() => count(page)).toBeLessThan(all);
	// A facet's own choice does not narrow its own counts: more than one can be chosen.
	await filter(page, /^课程/).check();
	await expect(page).toHaveURL(/kind=role&kind=course$/);
	await page.getByLabel('从', { exact: true }).first().fill('8000');
	await page.getByLabel('从', { exact: true }).first().press('Tab');
	await expect(page).toHaveURL(/payFrom=8000/);
	await expect(page.getByRole('link', { name: '去掉筛选：月薪不低于：8,000 元' })).toBeVisible();
	await page.goBack();
	await page.goBack();
	await expect(page).toHaveURL(/&kind=role$/);
	await expect(filter(page, /^课程/)).not.toBeChecked();
	await page.goBack();
	await expect(role).not.toBeChecked();
	await expect.poll(() => count(page)).toBe(all);
	await page.goForward();
	await page.getByRole('link', { name: '去掉筛选：类型：岗位' }).click();
	await expect(page).toHaveURL(/\/search\?q=%E7%A5%9E%E7%BB%8F%E8%B0%83%E6%8E%A7$/);
	await page.getByText('截止 · 发布').click();
	await page.getByRole('radio', { name: '30 天内' }).first().check();
	await expect(page).toHaveURL(/closing=30$/);
	await expect(page.getByRole('link', { name: '去掉筛选：截止：30 天内' })).toBeVisible();
});

test('a skill that is not among the frequent ones is found within its filter, and what is chosen stays', async ({
	page
}) => {
	await open(page, '/search');
	await filter(page, /^Python/).check();
	await expect(page).toHaveURL(/skill=python/);
	await page.getByRole('textbox', { name: '查找技能' }).fill('naodian');
	const eeg = filter(page, /^脑电 \d/);
	await expect(eeg).toBeVisible();
	await expect(filter(page, /^Python/)).toHaveCount(0);
	await eeg.check();
	await expect(page).toHaveURL(/skill=eeg&skill=python/);
});

test('values that would find nothing are there and cannot be ticked', async ({ page }) => {
	await open(page, '/search?q=%E5%B2%97%E4%BD%8D');
	await expect(filter(page, /^课程 0/)).toBeDisabled();
	await expect(filter(page, /^岗位/)).toBeEnabled();
});

test('what was understood can be undone, and a correction too', async ({ page }) => {
	await open(page, `/search?q=${encodeURIComponent('岗位 神经调控 江北新区')}`);
	const understood = page.getByRole('list', { name: '理解为' });
	await expect(understood.getByRole('listitem')).toHaveText([
		'类型：岗位 ×',
		'技能：神经调控 ×',
		'区域：江北新区 ×'
	]);
	const found = await count(page);
	await page.getByRole('link', { name: /区域：江北新区：改为/ }).click();
	await expect(understood.getByRole('listitem')).toHaveCount(2);
	await expect(page).toHaveURL(/plain=/);
	await page.getByRole('link', { name: '恢复识别' }).click();
	await expect.poll(() => count(page)).toBe(found);

	await open(page, '/search?q=pythno');
	await expect(page.getByText('没有“pythno”，按 python 搜索。')).toBeVisible();
	expect(await count(page)).toBeGreaterThan(0);
	await page.getByRole('link', { name: '仍搜“pythno”' }).click();
	await expect(page.getByRole('heading', { name: '没有找到符合的结果' })).toBeVisible();

	await open(page, `/search?q=${encodeURIComponent('脑电 -实习 "信号处理"')}`);
	await page.getByRole('link', { name: /去掉：不含/ }).click();
	await expect(page).toHaveURL(`/search?${new URLSearchParams({ q: '脑电 "信号处理"' })}`);
});

test('nothing found: the filter that emptied the list is named and leaves, the nearest are shown, and it can be saved', async ({
	page
}) => {
	await open(page, `/search?q=${encodeURIComponent('脑电')}&kind=role&district=luhe`);
	await expect(page.getByRole('heading', { name: '没有找到符合的结果' })).toBeVisible();
	await expect(page.getByRole('heading', { name: '去掉“区域：六合区”后最相近的结果' })).toBeVisible();
	await expect(page.getByText('保存，有了告诉我')).toBeVisible();
	await page.getByRole('link', { name: /去掉“区域：六合区”（\d+ 个结果）/ }).click();
	await expect(page).toHaveURL(/kind=role$/);
	expect(await count(page)).toBeGreaterThan(0);
});

test('a row whose title lacks what was searched for shows where its text says it', async ({ page }) => {
	await open(page, '/search?q=%22%E5%9C%A8%E7%B7%9A%E5%8E%BB%E9%99%A4%22');
	await expect(page.getByRole('article').first().locator('.excerpt mark')).toHaveText('在线去除');
});

test('few or no listings hold all of the words: a second part says that it holds some', async ({ page }) => {
	await open(page, `/search?q=${encodeURIComponent('柔性电极 外骨骼')}`);
	await expect(page.getByRole('heading', { level: 2, name: /以下结果只包含部分关键词/ })).toBeVisible();
	await expect(page.locator('mark').first()).toBeVisible();
});

test('on a small screen the filters are a sheet that says what they find before they are applied', async ({
	page
}) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await open(page, '/search?q=%E7%A5%9E%E7%BB%8F%E8%B0%83%E6%8E%A7');
	const all = await count(page);
	const opener = page.locator('summary', { hasText: '筛选' });
	await opener.click();
	const sheet = page.getByRole('dialog', { name: '筛选' });
	await sheet.getByRole('checkbox', { name: /^岗位/ }).check();
	const show = sheet.getByRole('button', { name: /显示 \d+ 个结果/ });
	await expect(show).not.toHaveText(`显示 ${all} 个结果`);
	await expect(page).toHaveURL(/\/search\?q=%E7%A5%9E%E7%BB%8F%E8%B0%83%E6%8E%A7$/);
	await show.focus();
	await page.keyboard.press('Tab');
	await expect(sheet.getByRole('button', { name: '清除全部' })).toBeFocused();
	await page.keyboard.press('Shift+Tab');
	await expect(show).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(sheet).toBeHidden();
	await expect(opener).toBeFocused();
	expect(await count(page)).toBe(all);

	await opener.click();
	await expect(sheet.getByRole('checkbox', { name: /^岗位/ })).not.toBeChecked();
	await sheet.getByRole('checkbox', { name: /^课程/ }).check();
	await expect(show).not.toHaveText(`显示 ${all} 个结果`);
	const told = (await show.innerText()).replace(/[^\d]/g, '');
	await show.click();
	await expect(page).toHaveURL(/kind=course$/);
	await expect.poll(() => count(page)).toBe(Number(told));
});

test('suggestions, the sheet and an empty list are accessible in both themes', async ({ page }) => {
	const sound = async () => {
		for (const colorScheme of ['light', 'dark'] as const) {
			await page.emulateMedia({ colorScheme });
			const { violations } = await new AxeBuilder({ page })
				.withTags(['wcag2a', 'wcag2aa', 'wcag22aa'])
				.analyze();
			expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html}`)).toEqual([]);
		}
	};
	await open(page, '/search');
	await box(page).fill('脑电');
	await expect(suggested(page).first()).toBeVisible();
	await page.keyboard.press('ArrowDown');
	await sound();
	await open(page, `/search?q=${encodeURIComponent('脑电 -实习')}&kind=role&district=luhe`);
	await sound();
	await page.setViewportSize({ width: 360, height: 740 });
	await page.locator('summary', { hasText: '筛选' }).click();
	await expect(page.getByRole('dialog')).toBeVisible();
	await sound();
});

test('without JavaScript it is a form with filters and links', async ({ browser }) => {
	const context = await browser.newContext({
		javaScriptEnabled: false,
		baseURL: test.info().project.use.baseURL
	});
	const page = await context.newPage();
	await page.goto('/');
	await page.getByRole('searchbox').fill('脑电 -实习');
	await page.getByRole('button', { name: '搜索' }).click();
	await filter(page, /^岗位/).check();
	await page.getByRole('button', { name: '应用筛选' }).click();
	await expect(page).toHaveURL(/kind=role/);
	await page.getByRole('link', { name: '更多筛选' }).click();
	await page.locator('summary', { hasText: '每周天数' }).click();
	await filter(page, /^2 天/).check();
	await page.getByRole('button', { name: '应用筛选' }).click();
	await expect(page).toHaveURL(/days=2/);
	await page.goBack();
	await page.getByRole('link', { name: /去掉：不含/ }).click();
	await expect(page.getByRole('link', { name: '去掉筛选：类型：岗位' })).toBeVisible();
	await titles(page).first().getByRole('link').click();
	await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
	await context.close();
});
