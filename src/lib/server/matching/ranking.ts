// The order of a list of matches. All roles, or all talents, are scored exactly from the pool; the rows of the page
// are then read, with the viewer's rights. What a page shows of them is decided in service.ts.
import { dayInNanjing } from '#lib/i18n/text.ts';
import {
	candidateCounts,
	candidateFacets,
	type CandidateCounts,
	type CandidateFilter
} from '#lib/matching/candidates.ts';
import { sieve } from '#lib/matching/facets.ts';
import { roleCounts, roleFacets, type RoleCounts, type RoleFilter } from '#lib/matching/filter.ts';
import { distinctNeeds } from '#lib/matching/levels.ts';
import { asksNear } from '#lib/matching/near.ts';
import { roomFor, scanRoles, scanTalents, type Room, type Scan } from '#lib/matching/scan.ts';
import { compareRanked, rankOf, type Ranked } from '#lib/matching/score.ts';
import { weights } from '#lib/matching/weights.ts';
import { wishShare } from '#lib/matching/wish.ts';
import type { App } from '#lib/server/app.ts';
import type { Basis } from '#lib/server/matching/basis.ts';
import {
	applicantsOf,
	rolesByIds,
	talentsByIds,
	talentsKeptFrom,
	type CandidateRow,
	type RoleRow,
	type Viewer
} from '#lib/server/matching/data.ts';
import { misfitsFor, type Person } from '#lib/server/matching/person.ts';
import { dayNumber } from '#lib/server/matching/pool.ts';
import { rolePool, type RoleFacts } from '#lib/server/matching/role-pool.ts';
import { talentPool } from '#lib/server/matching/talent-pool.ts';

export type MatchOrder = 'rank' | 'new';
export type Page = { limit: number; offset: number };
/** The rows of one page in order, and how many there are on all pages. */
export type Listed<Row> = { total: number; rows: Row[] };

/**
 * Megabytes, for which the collector would stop everything again and again if every list had its own. Nothing waits
 * between a scan and the end of its list, so one is enough.
 */
let room: Room | undefined;
const spareRoom = 1.25;

function roomOf(slots: number): Room {
	if (!room || room.size < slots) room = roomFor(Math.ceil(slots * spareRoom));
	return room;
}

/**
 * The open roles that the person meets at least in part, without those `isLeftOut` names; with a filter, what it lets
 * through, and how many roles each of its values would show.
 */
export async function rankedRoles(
	app: App,
	basis: Basis,
	person: Person,
	order: MatchOrder,
	page: Page,
	isLeftOut: (role: { id: string; facts: RoleFacts }) => boolean = () => false,
	filter?: RoleFilter
): Promise<Listed<RoleRow> & { counts: RoleCounts | undefined }> {
	const today = dayInNanjing(app.now());
	const { ids, facts, until, postings, weights: needWeights } = await rolePool.current(app.db);
	const own = person.prepared.skills.map(({ skill }) => skill);
	const near = asksNear(basis.directory.tree, basis.children, own);
	const scan = scanRoles(person.prepared, near, postings, needWeights(basis.idf), roomOf(ids.length));
	const day = dayNumber(today);
	const self = { degree: person.degree, availableFrom: person.wishes.availableFrom };
	const filters = filter && sieve(roleFacets(filter, self, facts, scan.coverage));
	const isListed = (slot: number) =>
		until[slot]! >= day &&
		!isLeftOut({ id: ids[slot]!, facts: facts[slot]! }) &&
		(!filters || filters.passes(slot));
	const entry = (slot: number) => pairOf(ids[slot]!, person, facts[slot]!, scoreAt(scan, slot), 'talent');
	const published = (slot: number) => ({ id: ids[slot]!, at: facts[slot]!.publishedAt });
	const { total, best } =
		order === 'rank'
			? firstOf(scan, isListed, entry, compareRanked, page, (last) => reachable(scan, last, 'talent'))
			: firstOf(scan, isListed, published, (a, b) => b.at - a.at || (a.id < b.id ? -1 : 1), page);
	const counts = filters && roleCounts(filters.counts());
	return { total, counts, rows: await rolesByIds(app.db, best, today) };
}

/**
 * The talents who meet the needs of a role at least in part, whom this member may see and the filter lets through, and
 * how many of those whom the member may see each value of the filter would show.
 */
export async function rankedTalents(
	app: App,
	basis: Basis,
	role: RoleRow,
	viewer: Viewer,
	page: Page,
	filter: CandidateFilter
): Promise<Listed<CandidateRow> & { counts: CandidateCounts }> {
	const [keptFrom, applicants] = await Promise.all([
		talentsKeptFrom(app.db, viewer),
		applicantsOf(app.db, role.id)
	]);
	// From here on nothing waits: the pool changes while anything does.
	const { ids, facts, until, postings, slotOf, weights: useWeights } = await talentPool.current(app.db);
	const { children, idf } = basis;
	const kept = new Uint8Array(ids.length);
	for (const slot of keptFrom.map(slotOf)) if (slot !== undefined) kept[slot] = 1;
	const applied = new Set(applicants.map(slotOf));
	const tree = basis.directory.tree;
	const needs = distinctNeeds(role.needs);
	const scan = scanTalents({ tree, children, idf }, needs, postings, useWeights(idf), roomOf(ids.length));
	const isDocumented = (slot: number) => scan.evidence(slot) > 0;
	const filters = sieve(candidateFacets(filter, role, facts, isDocumented, (slot) => applied.has(slot)));
	const isListed = (slot: number) => until[slot]! > 0 && kept[slot] === 0 && filters.passes(slot);
	const entry = (slot: number) => pairOf(ids[slot]!, facts[slot]!, role, scoreAt(scan, slot), 'company');
	const bound = (last: Ranked) => reachable(scan, last, 'company');
	const { total, best } = firstOf(scan, isListed, entry, compareRanked, page, bound);
	const counts = candidateCounts(filters.counts());
	return { total, counts, rows: await talentsByIds(app.db, best, viewer) };
}

/** What orders one pair; `score` is undefined where there is not enough data for one. */
export function pairOf(
	id: string,
	person: Pick<Person, 'degree' | 'wishes'>,
	role: Pick<RoleRow, 'degree' | 'terms'>,
	score: { coverage: number; use: number; evidence: number } | undefined,
	side: 'talent' | 'company'
): Ranked {
	const rank = score && rankOf(score, wishShare(person.wishes, role.terms), side);
	return { id, rank, evidence: score?.evidence ?? 0, misfit: misfitsFor(person, role).length > 0 };
}

const scoreAt = (scan: Scan, slot: number) => ({
	coverage: scan.coverage(slot),
	use: scan.use(slot),
	evidence: scan.evidence(slot)
});

/** A little less, so that rounding excludes nobody. */
const nearly = (value: number) => value * (1 - 1e-9);

/**
 * Whether a slot may still come before an entry: not when its fit without any wish is lower than the entry's rank.
 * Coverage alone and use alone, which are at most 1, tell it for most without the powers.
 */
function reachable(
	scan: Scan,
	{ rank, misfit }: Ranked,
	side: 'talent' | 'company'
): (slot: number) => boolean {
	if (misfit) return () => true;
	const alpha = weights.alpha[side];
	const least = nearly(rank!);
	const [coverageNeeded, useNeeded] = [least ** (1 / alpha), least ** (1 / (1 - alpha))];
	return (slot) =>
		scan.reaches(slot, coverageNeeded, useNeeded) &&
		rankOf({ coverage: scan.coverage(slot), use: scan.use(slot) }, 1, side) >= least;
}

/** Entries that are kept beside those of the page before they are sorted out. */
const spare = 200;

/** How many are listed, and the ids of the page. `bound` says which slots may come before the last entry so far. */
function firstOf<Entry extends { id: string }>(
	{ touched }: Scan,
	isListed: (slot: number) => boolean,
	entryOf: (slot: number) => Entry,
	compare: (a: Entry, b: Entry) => number,
	{ limit, offset }: Page,
	bound: (last: Entry) => (slot: number) => boolean = () => () => true
): { total: number; best: string[] } {
	const wanted = offset + limit;
	let total = 0;
	let kept: Entry[] = [];
	let mayComeBefore = (_slot: number) => true;
	for (let i = 0; i < touched.length; i++) {
		const slot = touched[i]!;
		if (!isListed(slot)) continue;
		total++;
		if (!mayComeBefore(slot)) continue;
		kept.push(entryOf(slot));
		if (kept.length < 2 * wanted + spare) continue;
		kept = kept.sort(compare).slice(0, wanted);
		mayComeBefore = bound(kept.at(-1)!);
	}
	const best = kept.sort(compare).slice(offset, wanted);
	return { total, best: best.map(({ id }) => id) };
}
