// What a saved search asks of a document: what its page would ask now, whatever its order and page.
import { savedQuery, savedTalentQuery } from '#lib/searches/query.ts';
import type { SearchKind } from '#lib/searches/types.ts';
import type { App } from '#lib/server/app.ts';
import { questionOf } from '#lib/server/search/results.ts';
import type { Question } from '#lib/server/searches/batch.ts';
import { talentQuestion } from '#lib/server/talents/found.ts';

export function askedOf(app: App, kind: SearchKind, query: string): Promise<Question> {
	return kind === 'talent'
		? talentQuestion(app, savedTalentQuery(query))
		: questionOf(app, savedQuery(query));
}
