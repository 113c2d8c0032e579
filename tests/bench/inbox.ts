// What an organization with very many applications waits for: its board, its table and its queue, one request after
// the other, as the time until the whole page has come.
import { createHash, randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { startSite, type RunningSite } from '../site.ts';

const applicants = 5_000;
const listings = 40;
/** Listings that each person applied to. */
const each = 4;
const rounds = 60;
/** Milliseconds. */
const limit = 150;

const home = '/org/busy/applications';
const pages = [
	{ name: 'board', path: home },
	{ name: 'board of one listing', path: `${home}?listing=busy7` },
	{ name: 'table', path: `${home}?view=table` },
	{ name: 'table, page 200', path: `${home}?view=table&page=200` },
	{ name: 'table by tag', path: `${home}?view=table&tag=${encodeURIComponent('复试')}` },
	{ name: 'queue: what needs an answer', path: `${home}?view=table&unanswered` },
	{ name: 'queue, page 50', path: `${home}?view=table&unanswered&page=50` },
	{ name: 'home with the queue', path: '/org/busy' }
];

export async function benchInbox(): Promise<void> {
	const site = await startSite({ DEMO: '0', WORKER: '0' });
	const sql = postgres(site.databaseUrl, { max: 1, onnotice: () => {} });
	try {
		const session = await fillInbox(sql);
		const [row] = await sql<{ n: number }[]>`select count(*)::int as n from applications`;
		console.log(`${row!.n} applications for ${listings} listings of one organization\n`);
		console.log('| page | kB | median ms | p95 ms | at most |\n|---|---:|---:|---:|---:|');
		const missed: string[] = [];
		for (const { name, path } of pages) {
			const { size, times } = await measure(site, path, session);
			const [median, p95] = [times[Math.floor(rounds / 2)]!, times[Math.ceil(rounds * 0.95) - 1]!];
			if (p95 > limit) missed.push(name);
			const numbers = [(size / 1024).toFixed(0), median.toFixed(1), p95.toFixed(1), limit];
			console.log(`| ${name} | ${numbers.join(' | ')} |`);
		}
		if (missed.length) throw new Error(`Slower than ${limit} ms: ${missed.join(', ')}`);
	} finally {
		await sql.end();
		await site.stop();
	}
}

/** Times of the rounds in order (ms), after some that warm up. */
async function measure(site: RunningSite, path: string, session: string) {
	const times: number[] = [];
	let size = 0;
	for (let round = -10; round < rounds; round++) {
		const start = performance.now();
		const reply = await fetch(site.origin + path, {
			headers: { cookie: `pons=${session}` },
			redirect: 'manual'
		});
		const page = await reply.text();
		if (reply.status !== 200 || !page.includes('busy')) throw new Error(`${path}: ${reply.status}`);
		size = Buffer.byteLength(page);
		if (round >= 0) times.push(performance.now() - start);
	}
	return { size, times: times.sort((a, b) => a - b) };
}

/** One organization with all of them, moved by events as the service writes them; returns a member's session. */
async function fillInbox(sql: postgres.Sql): Promise<string> {
	await sql`set statement_timeout = 0`;
	// The form of Lucia's session ids.
	const letters = 'abcdefghijklmnopqrstuvwxyz234567';
	const session = [...randomBytes(40)].map((byte) => letters[byte % 32]).join('');
	const hash = createHash('sha256').update(session).digest('hex');
	await sql`
		insert into organizations (id, slug, kind, name_zh, verification, verified_at, verification_due)
		values ('busy', 'busy', 'company', '繁忙神经科技', 'verified', now(), '2099-01-01')`;
	await sql`
		insert into accounts (id, email, email_verified_at, password_hash, purpose, locale)
		select 'member', 'member@busy.example', now(), '-', 'recruit', 'zh-CN'
		union all
		select 'applicant' || i, 'applicant-' || i || '@busy.example', now(), '-', 'work', 'zh-CN'
		from generate_series(1, ${applicants}::int) i`;
	await sql`insert into memberships (organization_id, account_id, role) values ('busy', 'member', 'owner')`;
	await sql`insert into sessions (id_hash, account_id, expires_at) values (${hash}, 'member', now() + interval '1 day')`;
	await sql`
		insert into talents (id, account_id, display_name, headline, degree, visibility)
		select 'applicant' || i, 'applicant' || i, 'applicant-' || i, '脑电信号处理，熟悉在线解码', 'master', 'verified'
		from generate_series(1, ${applicants}::int) i`;
	await sql`
		insert into listings (id, kind, organization_id, title_zh, text_zh, district, state, published_at, valid_until)
		select 'busy' || i, 'role', 'busy', '脑电算法工程师 ' || i, '正文', 'jiangbei', 'open', now(), '2099-01-01'
		from generate_series(1, ${listings}::int) i`;
	await sql`
		insert into roles (listing_id, employment_type, degree)
		select 'busy' || i, 'fulltime', 'master' from generate_series(1, ${listings}::int) i`;
	await sql`
		insert into applications (id, kind, listing_id, talent_id, letter, created_at, moved_at)
		select 'a' || i || 'x' || k, 'role', 'busy' || 1 + (i + k * 7) % ${listings}::int, 'applicant' || i, '您好',
			now() - (i * 11 + k) * interval '1 minute', now() - (i * 11 + k) * interval '1 minute'
		from generate_series(1, ${applicants}::int) i, generate_series(1, ${each}::int) k`;
	await move(sql, 'sent', 'viewed', 'organization', 5);
	await move(sql, 'viewed', 'talking', 'organization', 4);
	await move(sql, 'talking', 'offer', 'organization', 3);
	await move(sql, 'viewed', 'rejected', 'organization', 2);
	await move(sql, 'offer', 'accepted', 'talent', 2);
	await move(sql, 'sent', 'withdrawn', 'talent', 3);
	await sql`
		insert into application_tags (application_id, tag, organization_id)
		select id, '复试', 'busy' from applications where abs(hashtext(id)) % 20 = 0`;
	await sql`
		insert into application_ratings (application_id, account_id, rating, at)
		select id, 'member', 1 + abs(hashtext(id)) % 5, now() from applications where abs(hashtext(id)) % 3 = 0`;
	await sql`analyze`;
	return session;
}

/** Moves four of `of` applications on. */
async function move(sql: postgres.Sql, from: string, to: string, mover: string, of: number): Promise<void> {
	await sql`
		insert into application_events (id, application_id, kind, from_state, to_state, mover, account_id, at)
		select substr(md5(id || ${to}), 1, 14), id, 'role', ${from}, ${to}, ${mover},
			case when ${mover} = 'organization' then 'member' end, moved_at + interval '1 minute'
		from applications where state = ${from} and abs(hashtext(id || ${to})) % ${of}::int > 0`;
}
