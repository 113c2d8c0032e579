// What comes after the application: a university that fills its seats, and an internship through to its evidence. Each
// actor has a browser of their own.
import type { Browser, Page } from '@playwright/test';
import { expect, open, ready, test } from './fixtures.ts';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const browserOf = async (browser: Browser) => (await browser.newContext()).newPage();
const done = (page: Page, text: string) => expect(page.getByRole('status')).toContainText(text);

/** From an internship's page to its certificate, which enters the profile. */
async function takeCertificate(page: Page) {
	await page.getByRole('link', { name: '看证明' }).click();
	await page.waitForURL(/\/me\/certificates$/);
	await ready(page);
	await page.getByRole('button', { name: /^同意，写进档案/ }).click();
	await done(page, '已写进档案');
}

/** Until an answer to many has gone out. */
const outgoing = { timeout: 30_000 };

test('a university enrols twelve students for ten seats, and when one leaves, one who waits moves up', async ({
	browser,
	places
}) => {
	const [university, leaving, eleventh, twelfth, checker] = [
		await browserOf(browser),
		await browserOf(browser),
		await browserOf(browser),
		await browserOf(browser),
		await browserOf(browser)
	];
	const names = Array.from({ length: 12 }, (_, i) => `学员之${i + 1}`);
	const pages = new Map([
		['学员之5', leaving],
		['学员之11', eleventh],
		['学员之12', twelfth]
	]);
	const cohort = await places.askedRun(10, names, pages);
	await places.enter(university, 'owner');

	await open(university, cohort);
	await expect(university.getByRole('heading', { name: '待答复 12' })).toBeVisible();
	await university.getByLabel(/全选.*待答复/).check();
	await university.getByRole('button', { name: '录取所选' }).click();
	// It goes out after ten seconds; until then it can be taken back.
	await university.getByRole('button', { name: '撤销', exact: true }).click();
	await done(university, '什么也没有发出');
	await university.getByLabel(/全选.*待答复/).check();
	await university.getByRole('button', { name: '录取所选' }).click();
	await done(university, '十秒后发出');
	await expect(university.getByText(/10 份申请改为“已录取”。\s*2 份名额已满，进入候补/)).toBeVisible(
		outgoing
	);
	await university.getByLabel(/全选.*已录取/).check();
	await university.getByRole('button', { name: '确认所选已报到' }).click();
	await expect(university.getByRole('heading', { name: '已报到 10' })).toBeVisible(outgoing);

	await open(eleventh, '/me/applications');
	await expect(eleventh.getByRole('main').getByText('候补').first()).toBeVisible();
	await open(leaving, '/me/applications');
	await leaving.getByRole('button', { name: /^撤回申请/ }).click();
	await done(leaving, '已撤回');
	await open(eleventh, '/me/applications');
	await eleventh.getByRole('button', { name: /^确认参加/ }).click();
	await done(eleventh, '已报到');
	await open(twelfth, '/me/applications');
	await expect(twelfth.getByRole('button', { name: /^确认参加/ })).toHaveCount(0);

	await open(university, cohort);
	await expect(university.getByText('已占 10，共 10')).toBeVisible();
	// The page of a full course leads to its waiting list.
	const course = university.getByRole('heading', { level: 1 }).getByRole('link');
	await open(checker, `/courses/${(await course.getAttribute('href'))!.split('/').at(-1)}`);
	await expect(checker.getByRole('link', { name: '申请候补' })).toBeVisible();
	await expect(university.getByRole('heading', { name: '候补 1' })).toBeVisible();
	await university.getByLabel(/全选.*已报到/).check();
	await university.getByRole('button', { name: '确认所选完成' }).click();
	await expect(university.getByRole('heading', { name: '已完成 10' })).toBeVisible(outgoing);

	await open(eleventh, '/me/certificates');
	await eleventh.getByRole('button', { name: /^同意，写进档案/ }).click();
	await done(eleventh, '已写进档案');
	await eleventh.getByText('查验链接', { exact: true }).click();
	await eleventh.getByLabel('证明上的姓名').fill('陈知行');
	await eleventh.getByLabel('显示起止日期').uncheck();
	await eleventh.getByRole('button', { name: '生成链接' }).click();
	const address = (await eleventh.getByRole('link', { name: /\/certificates\// }).textContent())!;
	await checker.goto(address);
	await expect(checker.getByRole('article')).toContainText('陈知行 已完成课程《脑电解码》');
	await expect(checker.getByText('起止日期')).toHaveCount(0);

	// Taken back with a reason, as it counts already: the link says so from then on.
	await university.getByRole('link', { name: '学员之11' }).click();
	await university.waitForURL(/\/applications\/[a-z0-9]+(\?|$)/);
	await ready(university);
	await university.getByLabel('写给对方的话').fill('成绩复核后未通过。');
	await university.getByRole('button', { name: '发送答复' }).click();
	await done(university, '答复已发送');
	await checker.reload();
	await expect(checker.getByRole('heading', { name: '证明已撤销' })).toBeVisible();
	await open(eleventh, '/me/certificates');
	await eleventh.getByRole('button', { name: /停用链接/ }).click();
	await done(eleventh, '查验链接已停用');
	expect((await checker.goto(address))!.status()).toBe(404);
});

test('an internship goes from application through agreement and log to evidence that a match explains', async ({
	browser,
	places
}) => {
	test.setTimeout(120_000);
	const [host, school, student] = [
		await browserOf(browser),
		await browserOf(browser),
		await browserOf(browser)
	];
	const name = `林${Date.now() % 1_000_000}`;
	await places.enter(host, 'company');
	await places.enter(school, 'university');
	await places.talent(student, name);
	const hostHome = await places.address('/org/{demoCompany}');
	const schoolHome = await places.address('/org/{demoUniversity}');

	await open(student, await places.address('/apply/{jointBase}'));
	await student.getByRole('button', { name: '提交申请' }).click();
	await student.waitForURL(/\/me\/applications/);
	await places.arrive();
	await open(student, '/me/internships');
	await student.getByRole('link', { name: /神经解码实习基地/ }).click();
	await student.waitForURL(/\/me\/internships\/[a-z0-9]+$/);
	await ready(student);
	const own = new URL(student.url()).pathname;
	const id = own.split('/').at(-1)!;
	await student.getByLabel('协议上的姓名').fill(name);
	await student.getByLabel('今天的年龄段').selectOption({ label: '18 周岁及以上' });
	await student.getByLabel('在读情况').selectOption({ label: '中职或高职在读' });
	await student.getByRole('button', { name: '保存', exact: true }).click();
	await expect(student.getByText('职业学校学生的实习由学校安排，请选择学校')).toBeVisible();
	await student.getByLabel('来自哪所学校').selectOption({ index: 1 });
	await student.getByRole('button', { name: '保存', exact: true }).click();
	await done(student, '已保存');

	await open(host, `${hostHome}/applications/${id}`);
	await host.getByRole('button', { name: '发送答复' }).click();
	await done(host, '答复已发送');
	// A vocational student does not start without the agreement.
	await open(student, '/me/applications');
	await student.getByRole('button', { name: /^确认参加/ }).click();
	await expect(student.getByRole('alert')).toContainText('先签好协议');

	await open(host, `${hostHome}/internships/${id}/agreement`);
	await host.getByLabel('实习任务（中文）').fill('参与脑电采集与质量检查，由王工带教。');
	await host.getByLabel('实习地点').fill('研发楼三层');
	await host.getByLabel('每周小时数').fill('32');
	await host.getByLabel('每月实习补贴（元）').fill('2000');
	await host.getByRole('button', { name: '保存文本' }).click();
	await done(host, '文本已保存');
	await host.getByRole('button', { name: '提交各方确认' }).click();
	await done(host, '待各方确认');
	const accept = async (page: Page, who: string) => {
		await page.getByLabel('签署人姓名').fill(who);
		await page.getByLabel(/我已阅读全文/).check();
		await page.getByRole('button', { name: '确认并签署' }).click();
		await done(page, '已确认');
	};
	await accept(host, '周工');
	await open(school, `${schoolHome}/internships/${id}/agreement`);
	await expect(school.getByRole('article')).toContainText('不得以任何名义向学生收取');
	await accept(school, '李老师');
	await open(student, `${own}/agreement`);
	await accept(student, name);
	await expect(student.getByText('已生效', { exact: true }).first()).toBeVisible();

	await open(student, '/me/applications');
	await student.getByRole('button', { name: /^确认参加/ }).click();
	await done(student, '已报到');
	await open(student, own);
	for (const [day, text] of [
		[inDays(-7), '学会了电极帽的佩戴和阻抗检查。'],
		[inDays(0), '独立采集了三位受试者的静息态数据。']
	] as const) {
		await student.getByLabel(/哪一周/).fill(day);
		await student.getByLabel('做了什么，学到什么').first().fill(text);
		await student.getByLabel('到岗天数').first().fill('4');
		await student.getByRole('button', { name: '保存周记' }).first().click();
		await expect(student.getByRole('article').filter({ hasText: text })).toBeVisible();
	}

	await open(school, `${schoolHome}/internships/${id}`);
	const week = school.getByRole('article').filter({ hasText: '静息态' });
	await week.getByLabel('评语').fill('记录清楚，注意写明采样率。');
	await week.getByRole('button', { name: '写评语' }).click();
	await done(school, '评语已发送');
	await open(host, `${hostHome}/internships/${id}`);
	await host.getByRole('button', { name: '确认到岗天数' }).first().click();
	await done(host, '到岗天数已确认');
	for (const [page, text] of [
		[host, '能独立完成采集。'],
		[school, '达到课程要求。']
	] as const) {
		await page.getByText('写评价', { exact: true }).click();
		await page.getByLabel('评价', { exact: true }).fill(text);
		await page.getByLabel('实时解码', { exact: true }).selectOption({ label: '熟练' });
		await page.getByRole('button', { name: '提交评价' }).click();
		await done(page, '评价已提交');
	}
	await open(host, `${hostHome}/applications/${id}`);
	await host.getByRole('button', { name: '发送答复' }).click();
	await done(host, '答复已发送');

	await open(student, own);
	await expect(student.getByText('记录清楚，注意写明采样率。')).toBeVisible();
	await takeCertificate(student);
	await open(student, await places.address('/roles/{decodingRole}'));
	await expect(
		student
			.getByRole('main')
			.getByText(/平台核验/)
			.first()
	).toBeVisible();
});

test('somebody hired as an intern is tutored, evaluated by both and stays with a job', async ({
	browser,
	places
}) => {
	const [company, intern] = [await browserOf(browser), await browserOf(browser)];
	const name = `许${Date.now() % 1_000_000}`;
	await places.enter(company, 'company');
	await places.talent(intern, name);
	const home = await places.address('/org/{demoCompany}');
	await open(intern, await places.address('/apply/{internRole}'));
	await intern.getByRole('button', { name: '提交申请' }).click();
	await intern.waitForURL(/\/me\/applications\?sent=/);
	const id = new URL(intern.url()).searchParams.get('sent')!;
	await places.arrive();
	const answer = async (to: string) => {
		await open(company, `${home}/applications/${id}`);
		await company.getByLabel('改为').selectOption({ label: to });
		await company.getByRole('button', { name: '发送答复' }).click();
		await done(company, '答复已发送');
	};
	await answer('录用意向');
	await open(intern, '/me/applications');
	await intern.getByRole('button', { name: /^接受/ }).click();
	await done(intern, '已接受');
	await open(intern, `/me/internships/${id}`);
	await intern.getByLabel('协议上的姓名').fill(name);
	await intern.getByLabel('今天的年龄段').selectOption({ label: '18 周岁及以上' });
	await intern.getByLabel('在读情况').selectOption({ label: '其他学校在读' });
	await intern.getByRole('button', { name: '保存', exact: true }).click();
	await done(intern, '已保存');
	await answer('已入职');

	await open(intern, `/me/internships/${id}`);
	await intern.getByLabel('做了什么，学到什么').first().fill('搭好了采集流程。');
	await intern.getByLabel('到岗天数').first().fill('4');
	await intern.getByRole('button', { name: '保存周记' }).first().click();
	await done(intern, '周记已保存');

	await open(company, `${home}/internships/${id}`);
	await company.getByLabel('成员', { exact: true }).selectOption({ index: 1 });
	await company.getByLabel('学生看到的名字').fill('周工');
	await company.getByRole('button', { name: '指定为导师' }).click();
	await done(company, '已指定导师');
	await company.getByLabel('评语').fill('流程清楚，可以开始采集。');
	await company.getByRole('button', { name: '写评语' }).click();
	await done(company, '评语已发送');
	for (const [page, job] of [
		[company, true],
		[intern, false]
	] as const) {
		await open(page, job ? `${home}/internships/${id}` : `/me/internships/${id}`);
		await page.getByText('写评价', { exact: true }).click();
		await page.getByLabel('评价', { exact: true }).fill('能独立完成采集。');
		await page.getByLabel('脑电', { exact: true }).selectOption({ label: '熟练' });
		if (job) await page.getByLabel('实习结束后入职本单位').check();
		await page.getByRole('button', { name: '提交评价' }).click();
		await done(page, '评价已提交');
	}
	await answer('已完成');
	await open(intern, `/me/internships/${id}`);
	await expect(intern.getByText('流程清楚，可以开始采集。')).toBeVisible();
	await expect(intern.getByText('实习后入职')).toBeVisible();
	await takeCertificate(intern);
});
