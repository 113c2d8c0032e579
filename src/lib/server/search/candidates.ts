// Where more documents match than can be ranked, the likeliest are, and they are the same whichever engine found them:
// PostgreSQL's copy knows where the words stand and how long the texts are, Meilisearch does not.
import { mostCandidates, sortsByRank, type EngineQuery, type SearchEngine } from '#lib/server/search/port.ts';

/** The ids of the likeliest documents, at most `mostCandidates`. */
export type Choose = (query: EngineQuery<string>) => Promise<string[]>;

/** An engine that has its candidates chosen for it where it finds too many. */
export function withCandidates(engine: SearchEngine, choose: Choose): SearchEngine {
	return {
		get name() {
			return engine.name;
		},
		async search(query) {
			// Often it is known beforehand that they will be too many: then both are asked at the same time.
			const early = engine.name === 'meilisearch' && willBeMany(query) ? choose(query) : undefined;
			early?.catch(() => {});
			const answer = await engine.search(query);
			if (answer.ranked || answer.ids.length > 0 || answer.total === 0) return answer;
			return { ...answer, ids: await (early ?? choose(query)) };
		}
	};
}

/** Whether more than can be ranked hold any of its words. */
function willBeMany(query: EngineQuery<string>): boolean {
	if (!sortsByRank(query)) return false;
	const isCommon = ({ df }: { df: number }) => df > mostCandidates;
	return query.some ? query.some.some(isCommon) : query.ranking.every(isCommon);
}
