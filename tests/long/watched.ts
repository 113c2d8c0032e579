// A browser in which nothing that people wrote may run, and what must not happen in its pages.
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll } from 'vitest';
import { watch } from '../watch.ts';

/** For all tests of a file. */
export async function launch(): Promise<Browser> {
	const browser = await chromium.launch({
		executablePath: await sparticuz.executablePath(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
	});
	afterAll(() => browser.close());
	return browser;
}

/** Collects what must not happen in the page: calls, broken policies, dialogs, and markup that came from a text. */
export async function watched(browser: Browser, found: Set<string>): Promise<Page> {
	const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
	const note = (what: string) => found.add(`${new URL(page.url()).pathname}: ${what}`);
	await page.exposeFunction('injected', () => note('a script ran'));
	await watch(page, note);
	page.on('dialog', (dialog) => {
		note('a dialog');
		void dialog.dismiss();
	});
	return page;
}

/** A page to open, as whom ('' is a visitor); with `form`, the page that comes back when it is sent. */
export type Visit = { address: string; session: string; form?: Record<string, string | string[]> };

/**
 * Opens them all, two at a time, and adds to `found` what must not happen. `looked` is told what each page is; returns
 * on how many of them an injected string stood.
 */
export async function openAll(
	browser: Browser,
	origin: string,
	visits: readonly Visit[],
	found: Set<string>,
	looked: (visit: Visit, status: number, page: Page) => void | Promise<void> = () => {}
): Promise<number> {
	const left = [...visits];
	let shown = 0;
	const visitor = async () => {
		const page = await watched(browser, found);
		for (let visit = left.pop(); visit; visit = left.pop()) {
			const { address, session, form } = visit;
			await page.context().clearCookies();
			if (session) await page.context().addCookies([{ name: 'pons', value: session, url: origin }]);
			const status = form
				? await post(page, origin, address, form)
				: (await page.goto(origin + address))!.status();
			if (status >= 500) found.add(`${address}: ${status}`);
			await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
			for (const element of await page.evaluate(foreign)) found.add(`${address}: ${element}`);
			if ((await page.content()).includes('injected')) shown++;
			await looked(visit, status, page);
		}
		await page.context().close();
	};
	await Promise.all([visitor(), visitor()]);
	return shown;
}

/** Sends a form from a page of the site, as a browser without scripts does. */
async function post(
	page: Page,
	origin: string,
	address: string,
	form: NonNullable<Visit['form']>
): Promise<number> {
	if (!page.url().startsWith(origin)) await page.goto(`${origin}/terms`);
	const came = page.waitForResponse(
		(response) => response.request().method() === 'POST' && response.request().isNavigationRequest()
	);
	await page.evaluate(
		({ address, pairs }) => {
			const element = Object.assign(document.createElement('form'), { method: 'post', action: address });
			for (const [name, value] of pairs)
				element.append(Object.assign(document.createElement('textarea'), { name, value }));
			document.body.append(element);
			document.documentElement.dataset.left = '';
			// A field of this name would stand for the function.
			HTMLFormElement.prototype.submit.call(element);
		},
		{
			address,
			pairs: Object.entries(form).flatMap(([name, value]) =>
				[value].flat().map((one) => [name, one] as const)
			)
		}
	);
	const status = (await came).status();
	await page.locator('html:not([data-left])').waitFor({ state: 'attached' });
	return status;
}

/** Attributes that run something, and addresses that are scripts: nothing of ours has any. */
export const foreign = () =>
	[...document.querySelectorAll('*')].flatMap((element) =>
		[...element.attributes].flatMap(({ name, value }) =>
			name.startsWith('on') ||
			(['href', 'src', 'action', 'formaction', 'data'].includes(name) &&
				/^[\s\0]*(javascript|data|vbscript):/i.test(value))
				? [`<${element.tagName.toLowerCase()} ${name}>`]
				: []
		)
	);
