// What a stranger may try against the built site: forms sent from elsewhere, fields no form of ours has, addresses
// that lead away, and cookies that are not his. Each is refused.
import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { send, type Reply } from './ask.ts';
import { populatedSite } from './populated.ts';
import { password, type Person } from './world.ts';

const { site, sql, world } = await populatedSite();

const ask = (address: string, sent?: Parameters<typeof send>[2]) => send(site.origin, address, sent);
const isSignedIn = async (session: string) => (await ask('/account', { session })).status === 200;
const cookieOf = ({ headers }: Reply) =>
	[headers['set-cookie'] ?? []].flat().flatMap((line) => /^pons=([^;]*)/.exec(line)?.[1] ?? [])[0];

async function signIn(person: Person, session?: string): Promise<string> {
	const reply = await ask('/sign-in', { form: { email: person.email, password }, session });
	expect(reply.status).toBe(303);
	return cookieOf(reply)!;
}

describe('a request from another site changes nothing', () => {
	const foreign = ['https://elsewhere.example', 'null', 'http://127.0.0.1:1', 'http://localhost'];
	const types = [
		'application/x-www-form-urlencoded',
		'multipart/form-data; boundary=part',
		'text/plain',
		'application/json',
		undefined
	];
	const cases = foreign.flatMap((origin) =>
		types.flatMap((type) =>
			['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => [method, origin, type ?? 'no type'] as const)
		)
	);

	test.each(['/sign-out', '/theme', '/account?/everywhere', '/api/talents/x/view', '/me/profile'])(
		'to %s, whatever its method, origin and content type',
		async (address) => {
			const { session } = await world.account();
			const replies = await Promise.all(
				cases.map(async ([method, origin, type]) => {
					const headers = { origin, ...(type === 'no type' ? {} : { 'content-type': type }) };
					return (await ask(address, { method, session, headers })).status;
				})
			);
			expect([...new Set(replies)]).toEqual([403]);
			expect(await isSignedIn(session)).toBe(true);
		}
	);

	test.each(['cross-site', 'same-site'])('when only the browser says that it is %s', async (value) => {
		const { session } = await world.account();
		const headers = { 'sec-fetch-site': value };
		expect((await ask('/sign-out', { method: 'POST', session, headers })).status).toBe(403);
		expect(await isSignedIn(session)).toBe(true);
	});

	test('and a form without any origin is not taken either', async () => {
		const { session } = await world.account();
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		expect((await ask('/account?/everywhere', { method: 'POST', session, headers })).status).toBe(403);
		expect(await isSignedIn(session)).toBe(true);
	});

	test('and no GET signs anybody out', async () => {
		const { session } = await world.account();
		for (const address of ['/sign-out', '/account?/everywhere', '/account?device=x&/end'])
			await ask(address, { session });
		expect(await isSignedIn(session)).toBe(true);
	});
});

describe('fields that no form has are left out', () => {
	/** Everything somebody might hope to set. */
	const hoped = (victim: string) => ({
		...{
			isOperator: 'on',
			is_operator: 'true',
			role: 'owner',
			verification: 'verified',
			verifiedAt: '2020-01-01'
		},
		...{ verificationDue: '2099-01-01', state: 'open', publishedAt: '2020-01-01', sample: 'on', id: victim },
		...{ accountId: victim, organizationId: victim, talentId: victim, listingId: victim, createdBy: victim },
		...{
			emailVerified: 'on',
			emailVerifiedAt: '2020-01-01',
			suspendedAt: '2020-01-01',
			evidence: 'verified'
		},
		...{
			externalId: 'x',
			slug: 'taken',
			seatsTaken: '0'
		}
	});
	const victim = () => world.house.id;
	const row = async <T extends object>(query: postgres.PendingQuery<postgres.Row[]>) => (await query)[0] as T;

	test('a sign-up makes nobody an operator, and confirms no address', async () => {
		const email = 'hopeful@rights.example';
		await ask('/sign-up', {
			form: {
				...hoped(victim()),
				email,
				password: 'rights-Passwort-7',
				purpose: 'work',
				agreed: 'on',
				age: 'on'
			}
		});
		expect(
			await row(sql`select is_operator, email_verified_at, suspended_at from accounts where email = ${email}`)
		).toEqual({ is_operator: false, email_verified_at: null, suspended_at: null });
	});

	test('a new organization waits for verification, whatever its form says', async () => {
		const { session, accountId } = await world.account();
		const reply = await ask('/org/new', {
			form: { ...hoped(victim()), nameZh: '想当然', kind: 'company' },
			session
		});
		expect(reply.status).toBe(303);
		expect(
			await row(sql`select o.verification, o.verified_at, o.sample, o.slug = 'taken' as named, m.role
				from organizations o join memberships m on m.organization_id = o.id where m.account_id = ${accountId}`)
		).toEqual({ verification: 'pending', verified_at: null, sample: false, named: false, role: 'owner' });
	});

	test('a new listing is a draft of the organization in the address', async () => {
		const { session, accountId } = world.people.get('editor')!;
		const form = {
			...hoped(world.other.id),
			titleZh: '想当然',
			...{ type: 'course', studyLevel: 'master', mode: 'onsite' },
			...{ 'runs.0.startsOn': '2030-03-01', 'runs.0.endsOn': '2030-06-01', 'runs.0.seats': '9' },
			'runs.0.seatsTaken': '9'
		};
		const reply = await ask(`/org/${world.house.slug}/new/course?/course`, { form, session });
		expect(reply.status).toBe(303);
		const id = String(reply.headers.location).split('/').at(-1)!.split('?')[0]!;
		expect(
			await row(
				sql`select l.state, l.organization_id, l.created_by, l.published_at, l.sample, l.external_id, r.seats_taken
					from listings l join course_runs r on r.listing_id = l.id where l.id = ${id}`
			)
		).toEqual({
			...{ state: 'draft', organization_id: world.house.id, created_by: accountId },
			...{ published_at: null, sample: false, external_id: null, seats_taken: 0 }
		});
	});

	test('an application goes to the listing in the address, from the person who sends it', async () => {
		const person = await world.person('otherTalent');
		const [asked, other] = [
			await world.listing(world.house, 'role', 'open'),
			await world.listing(world.other, 'role', 'open')
		];
		const form = { ...hoped(other), listingId: other, state: 'accepted' };
		expect((await ask(`/apply/${asked}?/send`, { form, session: person.session })).status).toBe(303);
		expect(
			await sql`select a.listing_id, a.state from applications a join talents t on t.id = a.talent_id
				where t.account_id = ${person.accountId}`
		).toEqual([{ listing_id: asked, state: 'sent' }]);
	});

	test('a profile stays its owner’s, and its skills stay stated', async () => {
		const { session, accountId } = await world.account();
		const form = {
			...hoped(world.people.get('talent')!.accountId),
			...{ version: '0', displayName: '想当然', degree: 'master', visibility: 'hidden', indexable: 'on' },
			...{ 'skills.0.name': 'eeg', 'skills.0.level': '4', 'skills.0.evidence': 'verified' }
		};
		expect((await ask('/me/profile', { form, session })).status).toBe(303);
		expect(
			await row(sql`select t.visibility, t.indexable, t.sample, s.evidence from talents t
				join talent_skills s on s.talent_id = t.id where t.account_id = ${accountId}`)
		).toEqual({ visibility: 'hidden', indexable: false, sample: false, evidence: 'stated' });
	});

	test('an editor makes nobody an owner, himself neither', async () => {
		const { session, accountId } = world.people.get('editor')!;
		const form = { email: 'colleague@rights.example', role: 'owner' };
		expect((await ask(`/org/${world.house.slug}/people?/invite`, { form, session })).status).toBe(403);
		await ask(`/org/${world.house.slug}?/copy`, { form: { ...hoped(accountId), id: 'x' }, session });
		expect(await row(sql`select role from memberships where account_id = ${accountId}`)).toEqual({
			role: 'editor'
		});
	});
});

describe('no address leads away from the site', () => {
	const away = [
		'https://elsewhere.example',
		'//elsewhere.example',
		'/\\elsewhere.example',
		'\\\\elsewhere.example',
		'/\t/elsewhere.example',
		'/./ /elsewhere.example',
		'/.//elsewhere.example',
		'/x/..//elsewhere.example',
		'/%2e%2e//elsewhere.example',
		'javascript:alert(1)',
		'https:elsewhere.example',
		'/\r\nset-cookie: pons=x',
		'/%0d%0aset-cookie:%20pons=x'
	];
	const leads = (reply: Reply) => {
		const { location } = reply.headers;
		expect(String(location ?? '')).not.toMatch(/[\r\n]/);
		return location === undefined ? site.origin : new URL(String(location), `${site.origin}/a/b`).origin;
	};

	test.each(away)('not after signing in: %j', async (next) => {
		const { email, session } = await world.account();
		const address = `/sign-in?next=${encodeURIComponent(next)}`;
		const replies = [
			await ask(address, { form: { email, password } }),
			await ask(address, { form: { email, password, next } }),
			await ask(address, { session }),
			await ask(`/en${address}`, { session })
		];
		expect(replies.map(leads)).toEqual(Array(4).fill(site.origin));
		expect(replies.every(({ status }) => status === 303)).toBe(true);
	});

	test.each(away)('not after choosing a theme: %j', async (back) => {
		expect(leads(await ask('/theme', { form: { theme: 'dark', back } }))).toBe(site.origin);
	});

	test.each([
		'//elsewhere.example/',
		'//elsewhere.example/me/',
		'/\\elsewhere.example/',
		'//elsewhere.example/%2e%2e/search/'
	])('not by the address itself: %s', async (address) => {
		expect(leads(await ask(address))).toBe(site.origin);
	});

	test('nor by the host a request names, but for the site itself', async () => {
		const { status, headers } = await ask('/me', { headers: { host: 'elsewhere.example' } });
		expect(status).toBe(303);
		expect(headers.location).toMatch(/^\/sign-in\?/);
	});
});

describe('nothing that somebody writes becomes a line in the head of an answer', () => {
	const line = 'x"\r\nset-cookie: pons=laid;\r\nx-laid: 1\r\n\r\n<p>';

	test('not the name of a file', async () => {
		const id = await world.things.cvApplication!(undefined);
		await sql`update files set name = ${`${line}.pdf`}
			where id = (select cv_file_id from applications where id = ${id})`;
		const { session } = world.people.get('editor')!;
		const { status, headers, body } = await ask(`/api/applications/${id}/cv`, { session });
		expect(status).toBe(200);
		expect([headers['set-cookie'], headers['x-laid'], headers['content-type']]).toEqual([
			undefined,
			undefined,
			'application/pdf'
		]);
		expect(String(headers['content-disposition'])).toMatch(/^attachment; [^\r\n<]+$/);
		expect(body).not.toContain('<p>');
	});

	test.each([
		['/theme', { theme: `dark${line}`, back: '/' }],
		['/theme', { theme: 'dark', back: `/${line}` }]
	])('not a field of a form: %s %j', async (address, form) => {
		const { headers } = await ask(address, { form });
		expect(headers['x-laid']).toBeUndefined();
		expect(String(headers['set-cookie'] ?? '')).not.toContain('laid');
		expect(String(headers.location ?? '')).not.toMatch(/[\r\n]/);
	});

	test('not the address of an account in a mail', async () => {
		const email = 'a@rights.example\r\nBcc: all@elsewhere.example';
		await ask('/forgot', { form: { email } });
		await ask('/sign-up', {
			form: { email, password: 'rights-Passwort-7', purpose: 'work', agreed: 'on', age: 'on' }
		});
		expect(await sql`select 1 from mails where recipient like '%elsewhere%' or subject ~ '[\r\n]'`).toEqual(
			[]
		);
	});
});

describe('a session is its owner’s alone', () => {
	test('a cookie laid under somebody before signing in is not what they are signed in with', async () => {
		const laid = (await world.account()).session;
		const victim = await world.account();
		const session = await signIn(victim, laid);
		expect(session).not.toBe(laid);
		const made = await signIn(victim, 'a'.repeat(40));
		expect(made).not.toBe('a'.repeat(40));
		expect(await isSignedIn('a'.repeat(40))).toBe(false);
	});

	test('a stolen cookie is of no use after its owner has signed out', async () => {
		const session = await signIn(await world.account());
		expect(await isSignedIn(session)).toBe(true);
		await ask('/sign-out', { method: 'POST', session, headers: { origin: site.origin } });
		expect(await isSignedIn(session)).toBe(false);
	});

	test.each([
		['changing the password', '/account?/password', { password, newPassword: 'rights-Passwort-5' }],
		['signing out everywhere', '/account?/everywhere', {}]
	])('nor after %s in another browser', async (_, address, form) => {
		const person = await world.account();
		const stolen = await signIn(person);
		const reply = await ask(address, { form, session: person.session });
		expect(reply.status).toBe(303);
		expect(await isSignedIn(stolen)).toBe(false);
		expect(await isSignedIn(person.session)).toBe(false);
		const next = cookieOf(reply);
		if (next) expect(next).not.toBe(person.session);
	});

	test('nor after a new password by mail', async () => {
		const person = await world.account();
		const stolen = await signIn(person);
		await ask('/forgot', { form: { email: person.email } });
		const mail = (
			await sql<{ body: string }[]>`select body from mails where recipient = ${person.email}`
		)[0]!;
		const token = /token=([\w-]{43})/.exec(mail.body)![1]!;
		await ask('/reset', { form: { token, password: 'rights-Passwort-6' } });
		expect(await isSignedIn(stolen)).toBe(false);
	});

	test('nor when the account is suspended', async () => {
		const { session, accountId } = await world.account();
		await sql`update accounts set suspended_at = now() where id = ${accountId}`;
		expect(await isSignedIn(session)).toBe(false);
	});

	test('a copy of the table of sessions signs nobody in', async () => {
		const session = await signIn(await world.account());
		const [kept] = await sql<{ id_hash: string }[]>`select id_hash from sessions
			where id_hash = ${createHash('sha256').update(session).digest('hex')}`;
		expect(await isSignedIn(kept!.id_hash)).toBe(false);
		const all = JSON.stringify(await sql`select * from sessions`);
		expect(all).not.toContain(session);
	});

	test('its cookie is out of reach of scripts and of other sites', async () => {
		const { email } = await world.account();
		const { headers } = await ask('/sign-in', { form: { email, password } });
		expect(String(headers['set-cookie'])).toMatch(/HttpOnly/i);
		expect(String(headers['set-cookie'])).toMatch(/SameSite=Lax/i);
	});
});
