// Every move that the table of moves allows an organization is made on its board, by keyboard and by buttons.
import type { Page } from '@playwright/test';
import { applicationWord, moveWord } from '../../src/lib/applications/words.ts';
import { tracks } from '../../src/lib/applications/moves.ts';
import { expect, open, ready, test } from './fixtures.ts';
import type { World } from '../rights/world.ts';

type Card = Awaited<ReturnType<World['movable']>>['cards'][number];

const cardOf = (page: Page, { name }: Card) =>
	page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });

/** As far as the button that moves it. */
async function choose(page: Page, card: Card): Promise<void> {
	const box = cardOf(page, card).getByRole('combobox');
	const button = cardOf(page, card).getByRole('button', { name: /^移动/ });
	const word = moveWord(card.from, card.to);
	if (card.by === 'buttons') {
		await box.selectOption({ label: word });
		await button.click();
		return;
	}
	await box.focus();
	const place = (await box.getByRole('option').allTextContents()).indexOf(word);
	for (let i = 0; i < place; i++) await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Tab');
	await expect(button).toBeFocused();
	await page.keyboard.press('Enter');
}

/** What needs words is said on the application's own page, which leads back to the board. */
async function explain(page: Page, { to, by }: Card): Promise<void> {
	const words = page.getByLabel('写给对方的话');
	await expect(words).toBeVisible();
	await ready(page);
	await expect(page.getByLabel('改为')).toHaveValue(to);
	if (to === 'interview') {
		await page.getByLabel('面试时间（北京时间）').fill('2027-03-01T10:30');
		await page.getByLabel('面试地点或会议链接').fill('研发楼三层');
	}
	await words.fill('谢谢你的申请。');
	if (by === 'buttons') await page.getByRole('button', { name: '发送答复' }).click();
	else {
		await page.keyboard.press('Tab');
		await page.keyboard.press('Enter');
	}
	await expect(page.getByRole('status').filter({ hasText: '答复已发送' })).toBeVisible();
	await page.getByRole('link', { name: '全部申请', exact: true }).click();
}

for (const track of tracks)
	test(`each move of ${track} applications works on the board by keyboard and by buttons`, async ({
		page,
		places
	}) => {
		test.setTimeout(300_000);
		const { address, cards } = await places.movable(track);
		await places.enter(page, 'owner');
		await open(page, address);
		for (const card of cards) {
			await choose(page, card);
			if (card.to === 'interview' || card.to === 'rejected') await explain(page, card);
			const column = page.getByRole('region', { name: applicationWord(card.to), exact: true });
			const link = column.getByRole('link', { name: card.name, exact: true });
			await expect(link, `${card.from} → ${card.to} by ${card.by}`).toBeVisible();
			const isWorded = card.to === 'interview' || card.to === 'rejected';
			if (card.by === 'keyboard' && !isWorded) await expect(link).toBeFocused();
		}
	});
