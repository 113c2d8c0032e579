// What organizations do with each other and about themselves.
import { pdf } from '../../src/lib/server/files/testing.ts';
import { expect, freshEmail, open, ready, signIn, signUp, test } from './fixtures.ts';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

test('a base is previewed, published, and shared with a partner who confirms without JavaScript', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const host = await (await browser.newContext()).newPage();
	const signedIn = await browser.newContext();
	const title = `联合基地${Date.now() % 1_000_000}`;

	await signIn(host, 'company@sample.pons.example');
	await open(host, '/org/ningxi-neurotech/new/base');
	await host.getByLabel('标题（中文）').fill(title);
	await host.getByLabel('正文（中文）').fill('校企共同带教。');
	await host.getByLabel('标题（英文）').fill(`Joint base ${title}`);
	await host.getByRole('checkbox', { name: /金陵大学/ }).check();
	await host.getByRole('button', { name: '保存并预览' }).click();
	await host.waitForURL(/\/preview$/);
	await ready(host);
	await expect(host.getByRole('heading', { level: 1 })).toHaveText(title);
	await expect(host.getByText('金陵大学')).toHaveCount(0);
	await host.getByRole('navigation', { name: '预览的语言' }).getByRole('link', { name: 'English' }).click();
	await expect(host.getByRole('heading', { level: 1 })).toHaveText(`Joint base ${title}`);
	await host
		.getByRole('navigation', { name: 'Language of the preview' })
		.getByRole('link', { name: '中文' })
		.click();
	await ready(host);

	// What is missing is said where it can be filled in.
	await host.getByRole('button', { name: '发布' }).click();
	await host.waitForURL(/\/listings\/[^/]+\?\/publish$/);
	await ready(host);
	await expect(host.getByText('发布基地至少需要一个批次')).toBeVisible();
	await host.getByLabel('区域').selectOption({ label: '鼓楼区' });
	await host.getByLabel('有效期至').fill(inDays(60));
	const periods = host.getByRole('group', { name: '批次' });
	await periods.getByLabel('开始').fill(inDays(70));
	await periods.getByLabel('结束').fill(inDays(120));
	await periods.getByLabel('名额').fill('6');
	await host.getByRole('button', { name: '保存并预览' }).click();
	await host.waitForURL(/\/preview$/);
	await ready(host);
	const listing = new URL(host.url()).pathname.replace('/preview', '');
	const id = listing.split('/').at(-1)!;
	await host.getByRole('button', { name: '发布' }).click();
	await expect(host.getByRole('status').filter({ hasText: '已发布' })).toBeVisible();

	const university = await signedIn.newPage();
	await signIn(university, 'university@sample.pons.example');
	const plain = await browser.newContext({
		javaScriptEnabled: false,
		storageState: await signedIn.storageState()
	});
	const partner = await plain.newPage();
	await open(university, '/outbox');
	const mail = university.getByRole('article').filter({ hasText: title }).first();
	await expect(mail).toContainText('university@sample.pons.example');
	await partner.goto((await mail.getByRole('link').first().getAttribute('href'))!);
	await expect(partner.getByText('合作邀请')).toBeVisible();
	await partner.getByRole('button', { name: '确认合作' }).click();
	await expect(partner.getByRole('status')).toContainText('已确认');

	await open(host, `/bases/${id}`);
	await expect(host.getByRole('main')).toContainText('金陵大学');
	await open(host, listing);
	await expect(host.getByRole('checkbox', { name: /金陵大学.*已确认/ })).toBeChecked();
	await host.getByRole('checkbox', { name: /金陵大学/ }).uncheck();
	await host.getByRole('button', { name: '保存', exact: true }).click();
	await expect(host.getByRole('status').filter({ hasText: '已保存' })).toBeVisible();
	await open(host, `/bases/${id}`);
	await expect(host.getByRole('main')).not.toContainText('金陵大学');
});

test('a company registers, is verified, renames itself knowingly, and waits for the operators again', async ({
	browser
}) => {
	test.setTimeout(120_000);
	const owner = await (await browser.newContext()).newPage();
	const operator = await (await browser.newContext()).newPage();
	const name = `改名测试${Date.now() % 1_000_000}`;
	await signUp(owner, 'recruit', freshEmail('rename'));
	await open(owner, '/org/new');
	await owner.getByLabel('机构名称（中文）').fill(name);
	await owner.getByRole('button', { name: '登记机构' }).click();
	await owner.waitForURL(({ pathname }) => /^\/org\/(?!new$)[^/]+$/.test(pathname));
	const home = new URL(owner.url()).pathname;
	const profile = `${home}/profile`;
	await open(owner, `${home}/verification`);
	await owner.getByLabel('经办人姓名').fill('王经办');
	await owner
		.getByLabel(/营业执照/)
		.setInputFiles({ name: '执照.pdf', mimeType: 'application/pdf', buffer: pdf() });
	await owner.getByRole('button', { name: '提交' }).click();
	await expect(owner.getByRole('status')).toHaveText('已提交');

	await signIn(operator, 'operator@sample.pons.example');
	const approve = async (called: string) => {
		await open(operator, '/ops');
		const row = operator.getByRole('listitem').filter({ hasText: called });
		await expect(row.getByText('经办人 王经办')).toBeVisible();
		await expect(row.getByRole('link', { name: '下载证照' })).toBeVisible();
		await row.getByRole('button', { name: '通过', exact: true }).click();
		await row.getByRole('button', { name: '确认通过' }).click();
		await expect(operator.getByRole('status')).toHaveText('已处理');
	};
	await approve(name);

	await open(owner, profile);
	await owner.getByLabel('简介（中文）').fill('做脑机接口的小公司。');
	await owner.getByRole('button', { name: '保存' }).click();
	await expect(owner.getByRole('status')).toHaveText('已保存');
	await owner.getByLabel('机构名称（中文）').fill(`${name}科技`);
	await owner.getByRole('button', { name: '保存' }).click();
	await expect(owner.getByText('勾选后再保存')).toBeVisible();
	await expect(owner.getByLabel('机构名称（中文）')).toHaveValue(`${name}科技`);
	await owner.getByRole('checkbox', { name: /需要重新核验/ }).check();
	await owner.getByRole('button', { name: '保存' }).click();
	await expect(owner.getByRole('status')).toContainText('等待平台核验');
	await expect(owner.getByText('平台正在核验')).toBeVisible();
	await approve(`${name}科技`);
	await owner.reload();
	await expect(owner.getByText('已核验')).toBeVisible();
});
