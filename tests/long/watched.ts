// A browser in which nothing that people wrote may run, and what must not happen in its pages.
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from '@playwright/test';
import { watch } from '../watch.ts';

export const launch = async (): Promise<Browser> =>
	chromium.launch({
		executablePath: await sparticuz.executablePath(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
	});

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
