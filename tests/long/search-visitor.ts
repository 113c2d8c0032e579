// Somebody who asks a running site all the time: a member of the demo's company, who searches listings and talents.
import { setTimeout as sleep } from 'node:timers/promises';
import { demoPassword } from '../../src/lib/server/demo/people.ts';
import type { RunningSite } from '../site.ts';

/** Where a member of a verified organization of the demo searches for talents. */
export const talentPage = '/org/ningxi-neurotech/talents';

/** The cookie of that member. */
export async function memberOf({ origin }: RunningSite): Promise<string> {
	const body = new URLSearchParams({ email: 'company@sample.pons.example', password: demoPassword });
	const answer = await fetch(`${origin}/sign-in`, {
		...{ method: 'POST', body, headers: { origin }, redirect: 'manual' }
	});
	const [cookie] = answer.headers.getSetCookie().filter((line) => line.startsWith('pons='));
	if (!cookie) throw new Error(`The demo's company cannot sign in: ${answer.status}`);
	return cookie.split(';')[0]!;
}

/** Asks the site all the time, and keeps what it answered. */
export function visitor({ origin }: RunningSite, cookie: string) {
	const seen = { statuses: new Set<number | string>(), longest: 0, asked: 0 };
	// Every other one as the member.
	const pages = [
		'/search?q=%E8%84%91%E7%94%B5',
		`${talentPage}?q=%E8%84%91%E7%94%B5`,
		'/search?kind=course',
		`${talentPage}?sort=new`,
		'/',
		`${talentPage}?skill=eeg&q=EEG`,
		'/en/search?q=EEG&sort=new',
		'/search'
	];
	let over = false;
	const going = (async () => {
		for (let i = 0; !over; i++) {
			const began = performance.now();
			const answer = await fetch(origin + pages[i % pages.length], {
				...{ headers: i % 2 ? { cookie } : {}, redirect: 'manual' }
			}).catch((error: Error) => error);
			if (answer instanceof Response) await answer.text();
			seen.statuses.add(answer instanceof Response ? answer.status : answer.name);
			seen.longest = Math.max(seen.longest, performance.now() - began);
			seen.asked++;
			await sleep(50);
		}
	})();
	return {
		/** What was seen since the last time. */
		take() {
			const taken = { ...seen, longest: Math.round(seen.longest) };
			Object.assign(seen, { statuses: new Set(), longest: 0, asked: 0 });
			return taken;
		},
		async stop() {
			over = true;
			await going;
		}
	};
}
