// The demo's applications: twenty requests in many states, each by a talent whose skills fit the listing.
import type { Mover } from '#lib/applications/moves.ts';
import type { ApplicationState } from '#lib/applications/types.ts';
import type { ListingKind } from '#lib/listings/types.ts';
import { applicationEvents, applications } from '#lib/server/applications/table.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { newId } from '#lib/server/db/id.ts';
import type { Calendar } from '#lib/server/demo/calendar.ts';
import type { WrittenListing, WrittenRun } from '#lib/server/demo/listings.ts';
import type { WrittenTalent } from '#lib/server/demo/people.ts';

type Plan = {
	kind: ListingKind;
	state: ApplicationState;
	daysAgo: number;
	/** By the student one can sign in as, whose page is then not empty. */
	student?: true;
	/** To an organization one can sign in as, whose pipeline is then not empty. */
	owned?: true;
};

const plans: Plan[] = [
	{ kind: 'role', state: 'talking', daysAgo: 9, student: true, owned: true },
	{ kind: 'role', state: 'viewed', daysAgo: 4, student: true },
	{ kind: 'course', state: 'enrolled', daysAgo: 12, student: true, owned: true },
	{ kind: 'role', state: 'sent', daysAgo: 1, owned: true },
	{ kind: 'role', state: 'interview', daysAgo: 11, owned: true },
	{ kind: 'role', state: 'offer', daysAgo: 14, owned: true },
	{ kind: 'role', state: 'rejected', daysAgo: 13, owned: true },
	{ kind: 'role', state: 'sent', daysAgo: 2 },
	{ kind: 'role', state: 'sent', daysAgo: 3 },
	{ kind: 'role', state: 'viewed', daysAgo: 5 },
	{ kind: 'role', state: 'interview', daysAgo: 10 },
	{ kind: 'role', state: 'declined', daysAgo: 12 },
	{ kind: 'role', state: 'withdrawn', daysAgo: 8 },
	{ kind: 'course', state: 'sent', daysAgo: 1, owned: true },
	{ kind: 'course', state: 'enrolled', daysAgo: 9, owned: true },
	{ kind: 'course', state: 'waiting', daysAgo: 6 },
	{ kind: 'base', state: 'sent', daysAgo: 2, owned: true },
	{ kind: 'base', state: 'admitted', daysAgo: 7, owned: true },
	{ kind: 'base', state: 'viewed', daysAgo: 3 },
	{ kind: 'base', state: 'rejected', daysAgo: 8 }
];

const answers: Partial<Record<ApplicationState, string>> = {
	talking: '您好，您的在线系统经历和我们的项目很接近，方便本周电话聊二十分钟吗？',
	interview: '请选择下周二或周四下午到公司面谈，约一小时，会看一段您写的代码。',
	offer: '很高兴邀请您加入，录用信息已发到您的邮箱，请在七天内答复。',
	rejected: '感谢投递。这次更需要有相同设备经验的人，您的资料我们会保留到年底。',
	declined: '感谢邀请，我已接受另一处的安排。',
	waiting: '本期名额已满，您排在候补第一位，有空缺时会通知您。',
	admitted: '欢迎参加，请在开始前完成安全与伦理学习，开始前一周会把地点与材料发给您。'
};
const letters: Record<ListingKind, string> = {
	role: '您好，我对这个岗位的方向很感兴趣，相关经历都写在档案里，可以随时面谈。',
	course: '希望通过这门课补上目前的短板，时间可以保证。',
	base: '希望参加这一期实训，已和所在单位说明，可以全程到岗。'
};
const unseen: ApplicationState[] = ['sent', 'withdrawn'];
/** The moves to a state from having been opened, where they are more than one. */
const ways: Partial<Record<ApplicationState, [ApplicationState, Mover][]>> = {
	declined: [
		['offer', 'organization'],
		['declined', 'talent']
	],
	enrolled: [
		['admitted', 'organization'],
		['enrolled', 'talent']
	]
};

/** Writes them and says how many. `owned` are slugs of the organizations that can be signed in to. */
export async function writeApplications(
	tx: Transaction,
	listings: WrittenListing[],
	talents: WrittenTalent[],
	student: WrittenTalent,
	owned: string[],
	calendar: Calendar
): Promise<number> {
	const busy = new Set<string>([student.id]);
	const rows = plans.map((plan) => {
		const people = plan.student ? [student] : talents.filter((talent) => !busy.has(talent.id));
		const { listing, talent } = bestPair(plan, listings, people, busy, owned);
		busy.add(talent.id);
		if (plan.student) busy.add(listing.id);
		return applicationRow(plan, listing, talent, calendar);
	});
	await tx.insert(applications).values(rows);
	for (const [i, row] of rows.entries())
		for (const event of eventsOf(plans[i]!, row, calendar)) await tx.insert(applicationEvents).values(event);
	return rows.length;
}

function bestPair(
	plan: Plan,
	listings: WrittenListing[],
	people: WrittenTalent[],
	busy: Set<string>,
	owned: string[]
) {
	let best: { listing: WrittenListing; talent: WrittenTalent; shared: number } | undefined;
	for (const listing of listings) {
		if (!accepts(plan, listing) || (plan.owned && !owned.includes(listing.organization))) continue;
		if (plan.student && busy.has(listing.id)) continue;
		const needs = new Set(listing.skills.map(({ skill }) => skill));
		for (const talent of people) {
			const shared = talent.skills.filter(({ skillId }) => needs.has(skillId)).length;
			if (shared > (best?.shared ?? -1)) best = { listing, talent, shared };
		}
	}
	if (!best) throw new Error(`demo data: no open ${plan.kind} for an application in state ${plan.state}`);
	return best;
}

/** Whether the listing was already open when the application was sent and has the place that its state implies. */
function accepts(plan: Plan, listing: WrittenListing): boolean {
	if (listing.kind !== plan.kind || listing.state !== 'open') return false;
	if ((listing.publishedDaysAgo ?? 0) <= plan.daysAgo) return false;
	return plan.kind === 'role' || runFor(plan.state, listing) !== undefined;
}

/** The run or period asked for: a full one to wait for, one with a place taken for who has it, else one with room. */
function runFor(state: ApplicationState, listing: WrittenListing): WrittenRun | undefined {
	if (state === 'waiting') return listing.runs.find((run) => run.taken === run.size);
	const room = listing.runs.filter((run) => run.taken < run.size);
	return state === 'enrolled' || state === 'admitted' ? room.find((run) => run.taken > 1) : room[0];
}

function applicationRow(plan: Plan, listing: WrittenListing, talent: WrittenTalent, calendar: Calendar) {
	const { kind, state, daysAgo } = plan;
	const runId = kind === 'role' ? null : runFor(state, listing)!.id;
	return {
		id: newId(),
		listingId: listing.id,
		kind,
		talentId: talent.id,
		runId: kind === 'course' ? runId : null,
		periodId: kind === 'base' ? runId : null,
		letter: letters[kind],
		movedAt: calendar.ago(daysAgo),
		createdAt: calendar.ago(daysAgo),
		updatedAt: calendar.ago(daysAgo)
	};
}

/** What moved an application to its state: opened on the day it came, answered three days later. */
function eventsOf({ kind, state, daysAgo }: Plan, { id }: { id: string }, calendar: Calendar) {
	const last = calendar.ago(Math.max(daysAgo - 3, 0.2));
	const moves: [ApplicationState, Mover][] = unseen.includes(state) ? [] : [['viewed', 'organization']];
	if (state === 'withdrawn') moves.push([state, 'talent']);
	else if (!unseen.includes(state) && state !== 'viewed')
		moves.push(...(ways[state] ?? [[state, 'organization'] as [ApplicationState, Mover]]));
	let from: ApplicationState = 'sent';
	return moves.map(([to, mover]) => {
		const meets = to === 'interview' ? { meetsAt: calendar.ago(-4), place: '江北新区研发楼三层会议室' } : {};
		const reason = mover === 'system' || to === 'viewed' ? '' : (answers[to] ?? '');
		const at = to === 'viewed' ? calendar.ago(daysAgo - 0.6) : last;
		const event = { applicationId: id, kind, fromState: from, toState: to, mover, reason, at, ...meets };
		from = to;
		return event;
	});
}
