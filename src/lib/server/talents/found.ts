// Which talents a search finds for a member of a verified organization. Hits are read from the rows with the
// viewer's rights; whom the viewer must not see is left out before anything is counted.
import { dayInNanjing } from '#lib/i18n/text.ts';
import type { App } from '#lib/server/app.ts';
import { reader } from '#lib/server/db/read.ts';
import type { Database } from '#lib/server/db/client.ts';
import {
	organizationsOf,
	talentsByIds,
	talentsKeptFrom,
	type CandidateRow,
	type Viewer
} from '#lib/server/matching/data.ts';
import { searchEngine, searchOf } from '#lib/server/search/engine.ts';
import type { EngineQuery, ValueCounts } from '#lib/server/search/port.ts';
import {
	findTalents,
	monthsBetween,
	talentQuestionOf,
	type Found,
	type Nobody
} from '#lib/server/search/results.ts';
import { availableNow, type TalentFacet, type TalentQuery } from '#lib/talents/search.ts';

export type FoundTalents = Omit<Found<TalentFacet>, 'ids' | 'more'> & {
	rows: CandidateRow[];
	more: CandidateRow[];
};

/** One page of a search for talents. */
export async function foundTalents(app: App, viewer: Viewer, query: TalentQuery): Promise<FoundTalents> {
	const month = thisMonth(app);
	const found = await findTalents(app, withMonths(query, month), await nobodyOf(app, viewer));
	const people = await talentsByIds(app.db, [...found.ids, ...found.more], viewer);
	const strict = new Set(found.ids);
	const rows = people.filter(({ id }) => strict.has(id));
	const { facets, parts, terms } = found;
	return {
		total: found.total - (found.ids.length - rows.length),
		rows,
		more: people.filter(({ id }) => !strict.has(id)),
		facets: { ...facets, from: byMonth(facets.from, query.filters.from, month) },
		parts,
		terms
	};
}

/** How many a search finds, with the counts of its facets, without anybody's row. */
export async function countTalents(
	app: App,
	viewer: Viewer,
	query: TalentQuery
): Promise<Pick<FoundTalents, 'total' | 'facets'>> {
	const month = thisMonth(app);
	const asked = await talentQuestionOf(app, withMonths(query, month), await nobodyOf(app, viewer));
	const { total, facets } = await searchEngine(app).search({ ...asked, offset: 0, limit: 1 });
	return { total, facets: { ...facets, from: byMonth(facets.from, query.filters.from, month) } };
}

/**
 * Talents that this viewer must neither find nor count, whatever an index says. Read before it is asked: what
 * changes afterwards was not so yet.
 */
async function nobodyOf(app: App, viewer: Viewer): Promise<Nobody> {
	const [kept, unsure, unheard, searchers] = await Promise.all([
		talentsKeptFrom(app.db, viewer),
		unsureTalents(app.db),
		searchOf(app).outside.length > 0 ? markedTalents(app.db) : [],
		organizationsOf(app.db, viewer)
	]);
	return { none: [...kept, ...unsure], unheard, searchers };
}

/** Talents whose last change has not reached every index. */
async function markedTalents(db: Database): Promise<string[]> {
	const rows = await reader(db)<Array<{ id: string }>>`
		select document_id as id from search_outbox where kind = 'talent'`;
	return rows.map(({ id }) => id);
}

/** What a search for talents asks of a single document, whoever searches. For saved searches. */
export function talentQuestion(app: App, query: TalentQuery): Promise<EngineQuery<TalentFacet>> {
	return talentQuestionOf(app, withMonths(query, thisMonth(app)));
}

const thisMonth = (app: App) => dayInNanjing(app.now()).slice(0, 7);

/**
 * Talents of whom PostgreSQL's index says something that their rows do not say any more: hidden or erased since, or
 * edited and not sent yet. Their marks name them.
 */
async function unsureTalents(db: Database): Promise<string[]> {
	const rows = await reader(db)<Array<{ id: string }>>`
		select o.document_id as id from search_outbox o
		left join talents t on t.id = o.document_id
		left join talent_documents d on d.talent_id = o.document_id
		where o.kind = 'talent' and o.stored < o.version
			and (t.id is null or t.visibility = 'hidden' or d.version is distinct from t.version)`;
	return rows.map(({ id }) => id);
}

/** How far back 'now' reaches, in years. */
const years = 10;

/** `now` as all months up to this one. */
function withMonths(query: TalentQuery, month: string): TalentQuery {
	const { from } = query.filters;
	if (!from.includes(availableNow)) return query;
	const first = `${Number(month.slice(0, 4)) - years}${month.slice(4)}`;
	const months = monthsBetween(first, month, years * 12 + 1)!;
	return { ...query, filters: { ...query.filters, from: [...new Set([...from, ...months])] } };
}

/** Counts by month, those up to this one together as `now`. */
function byMonth(counts: ValueCounts, chosen: string[], month: string): ReadonlyMap<string, number> {
	const found = new Map(chosen.map((value) => [value, 0]));
	for (const [value, count] of counts) {
		if (value === availableNow) continue;
		if (value <= month) found.set(availableNow, (found.get(availableNow) ?? 0) + count);
		else if (count > 0) found.set(value, count);
	}
	return found;
}
