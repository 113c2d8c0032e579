// What every browser journey needs: pages that are ready for clicks, and accounts of its own.
import { createHash } from 'node:crypto';
import { expect, test as base, type BrowserContextOptions, type Page } from '@playwright/test';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { joinDatabase } from '../../src/lib/server/db/embedded.ts';
import { fill } from '../rights/fill.ts';
import { watch } from '../watch.ts';
import { makeWorld, type Person, type World } from '../rights/world.ts';
import type { Visit } from './pages.ts';

export { expect };

type Places = {
	/** Takes the page's browser to a page of the list, signed in as whom it names; `prefix` is '' or '/en'. */
	visit: (page: Page, visit: Visit, prefix?: string) => Promise<void>;
	/** Signs the page's browser in as somebody of the demo or the world, without the pages that do it. */
	enter: (page: Page, name: string) => Promise<void>;
	/** Signs the page's browser in as a new talent of this name, with a profile. */
	talent: (page: Page, name: string) => Promise<void>;
	/** Signs browsers in as the people who have asked for a run of so many seats; the answer is its cohort's address. */
	askedRun: (seats: number, names: string[], pages: Map<string, Page>) => Promise<string>;
	/** A board of the house with somebody for every move it may make of them, by keyboard and by buttons. */
	movable: World['movable'];
	/** Lets a quarter of an hour pass since the page's person has shown who they are. */
	stale: (page: Page) => Promise<void>;
	/** Ends the ten seconds in which what was sent can be taken back. */
	arrive: () => Promise<void>;
	/** An address of the list, with what its names in braces stand for. */
	address: (text: string) => Promise<string>;
};

/** `wrong` is what went wrong in the page without being seen. */
type Tour = { page: Page; wrong: string[] };

/** The table's world and the demo, in the database of the site under test, and a page that visits keep open. */
export const test = base.extend<object, { places: Places; tour: Tour }>({
	// A context of its own for each of two hundred visits would fetch every script again.
	tour: [
		async ({ browser }, use, { project }) => {
			const { baseURL, locale, timezoneId } = project.use as BrowserContextOptions;
			const context = await browser.newContext({
				baseURL: baseURL!,
				locale: locale!,
				timezoneId: timezoneId!
			});
			const page = await context.newPage();
			const wrong: string[] = [];
			page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
			await watch(page, (what) => wrong.push(what));
			await use({ page, wrong });
			await context.close();
		},
		{ scope: 'worker' }
	],
	places: [
		// eslint-disable-next-line no-empty-pattern
		async ({}, use, { workerIndex }) => {
			const url = await joinDatabase({ dataDir: process.env.PONS_E2E_DATA! });
			const sql = postgres(url, { max: 2, onnotice: () => {} });
			const email = `member-${workerIndex}@rights.example`;
			const world = await makeWorld(
				drizzle(sql, { casing: 'snake_case' }),
				`${process.env.PONS_E2E_DATA!}/files`,
				email
			);
			const demo = await demoPlaces(sql);
			await use({
				visit: (page, visit, prefix) => goTo(page, visit, world, demo, prefix),
				enter: async (page, name) => enter(page, await personOf(world, name)),
				talent: async (page, name) => enter(page, await world.namedTalent(name)),
				askedRun: async (seats, names, pages) => {
					const { address, people } = await world.askedRun(names, seats);
					for (const [name, page] of pages) await enter(page, people[names.indexOf(name)]!);
					return address;
				},
				movable: world.movable,
				stale: async (page) => {
					const session = (await page.context().cookies()).find(({ name }) => name === 'pons')!.value;
					await sql`update sessions set confirmed_at = confirmed_at - interval '16 minutes'
						where id_hash = ${createHash('sha256').update(session).digest('hex')}`;
				},
				arrive: async () => {
					await sql`update applications set held_until = null where held_until < now() + interval '1 minute'`;
				},
				address: async (text) => (await fill(world, { address: text }, undefined, demo)).address
			});
			await sql.end();
		},
		{ scope: 'worker' }
	]
});

/** What the demo has of each kind: the company's and the university's own, which say most. */
async function demoPlaces(sql: postgres.Sql): Promise<Map<string, string>> {
	const first = async (query: postgres.PendingQuery<postgres.Row[]>) =>
		String(Object.values((await query)[0]!)[0]);
	const of = (
		name: string
	) => sql`select o.slug from organizations o join memberships m on m.organization_id = o.id
		join accounts a on a.id = m.account_id where a.email = ${`${name}@sample.pons.example`}`;
	const company = await first(of('company'));
	const university = await first(of('university'));
	const open = (
		kind: string,
		slug: string | null
	) => sql`select l.id from listings l join organizations o on o.id = l.organization_id
		left join applications a on a.listing_id = l.id where l.sample and l.kind = ${kind} and l.state = 'open'
		and (${slug}::text is null or o.slug = ${slug}) group by l.id order by count(a.id) desc, l.id limit 1`;
	/** One of the company's with people of the university. */
	const internship = (kind: string, state: postgres.PendingQuery<postgres.Row[]>) => sql`select a.id
		from internships i join applications a on a.id = i.application_id
		join listings l on l.id = a.listing_id join organizations o on o.id = l.organization_id
		where l.sample and a.kind = ${kind} and ${state} and o.slug = ${company} order by a.created_at limit 1`;
	return new Map([
		['demoCompany', company],
		['demoUniversity', university],
		['demoRole', await first(open('role', company))],
		['demoCourse', await first(open('course', university))],
		['demoBase', await first(open('base', null))],
		// One that the company and the university run together, and a role that asks for what it practises.
		[
			'jointBase',
			await first(sql`select id from listings where title_en = 'Ningxi–Jinling neural decoding base'`)
		],
		[
			'decodingRole',
			await first(sql`select l.id from listings l join listing_skills s on s.listing_id = l.id
				where l.sample and l.kind = 'role' and l.state = 'open' and s.skill_id = 'real-time-decoding' order by l.id limit 1`)
		],
		[
			'internRole',
			await first(sql`select l.id from listings l join roles r on r.listing_id = l.id
				join organizations o on o.id = l.organization_id where o.slug = ${company} and l.sample
				and l.state = 'open' and r.employment_type = 'internship' order by l.published_at limit 1`)
		],
		['hiredInternship', await first(internship('role', sql`a.state = 'hired'`))],
		['runningInternship', await first(internship('base', sql`a.state = 'enrolled'`))],
		['finishedInternship', await first(internship('base', sql`a.state = 'completed'`))],
		[
			'demoApplication',
			await first(sql`select a.id from applications a join listings l on l.id = a.listing_id
				join organizations o on o.id = l.organization_id where o.slug = ${company} and a.state = 'interview' limit 1`)
		],
		[
			'demoConversation',
			await first(sql`select c.application_id from conversations c join talents t on t.id = c.talent_id
				join accounts a on a.id = t.account_id where a.email = 'chen@sample.pons.example' limit 1`)
		],
		[
			'demoTalent',
			await first(sql`select id from talents where sample and visibility = 'public' order by id limit 1`)
		]
	]);
}

async function goTo(
	page: Page,
	{ address, as }: Visit,
	world: World,
	demo: Map<string, string>,
	prefix = ''
) {
	// What the page before still asks for must not be asked as somebody else.
	await page.goto('about:blank');
	const who = as === 'visitor' ? undefined : await personOf(world, as);
	await enter(page, who);
	const filled = await fill(world, { address }, who, demo);
	await open(page, prefix && filled.address === '/' ? prefix : prefix + filled.address);
}

/** Somebody of the rights table's world, or of the demo. */
const personOf = async (world: World, name: string) =>
	world.people.get(name as never) ?? world.known(`${name}@sample.pons.example`);

async function enter(page: Page, who: Pick<Person, 'session'> | undefined): Promise<void> {
	const context = page.context();
	await context.clearCookies();
	const baseURL = test.info().project.use.baseURL!;
	if (who) await context.addCookies([{ name: 'pons', value: who.session, url: baseURL }]);
}

/** Opens a page and waits until its buttons answer: a click before hydration would get lost. */
export async function open(page: Page, path: string): Promise<void> {
	await page.goto(path);
	await ready(page);
}

export async function ready(page: Page): Promise<void> {
	await page.locator('html[data-hydrated]').waitFor({ state: 'attached' });
}

/** An address nobody has used in this run. */
export function freshEmail(who: string): string {
	return `${who}-${Date.now()}-${Math.floor(Math.random() * 1e6)}@journey.example`;
}

export const demoPassword = 'pons-demo-2026';

export async function signIn(page: Page, email: string, password = demoPassword): Promise<void> {
	await open(page, '/sign-in');
	await page.getByLabel('邮箱').fill(email);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByRole('button', { name: '登录' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
	await ready(page);
}

/** Signs up as somebody who came for `purpose`, confirms the address through the mail, and is signed in. */
export async function signUp(
	page: Page,
	purpose: 'work' | 'recruit' | 'teach',
	email: string
): Promise<void> {
	const password = 'journey-Passwort-7';
	await open(page, `/sign-up?as=${purpose}`);
	await page.getByLabel('邮箱').fill(email);
	await page.getByLabel('密码', { exact: true }).fill(password);
	await page.getByLabel(/我同意/).check();
	await page.getByLabel(/年满 16/).check();
	await page.getByRole('main').getByRole('button', { name: '注册' }).click();
	await page.getByRole('heading', { name: '请查收邮件' }).waitFor();
	await followMail(page, email);
	await page.getByRole('button', { name: '确认' }).click();
	await page.waitForURL((url) => !url.pathname.startsWith('/verify'));
	if (new URL(page.url()).pathname.startsWith('/sign-in')) await signIn(page, email, password);
	await ready(page);
}

/** Opens the link of the newest mail to this address, from the page that shows the demo's mails. */
export async function followMail(page: Page, email: string): Promise<void> {
	await open(page, '/outbox');
	const link = page.getByRole('article').filter({ hasText: email }).first().getByRole('link').first();
	await page.goto((await link.getAttribute('href'))!);
	await ready(page);
}
