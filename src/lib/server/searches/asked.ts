// What a saved search asks of a document: what its page would ask now, whatever its order and page.
import { savedQuery } from '#lib/searches/query.ts';
import type { App } from '#lib/server/app.ts';
import { questionOf } from '#lib/server/search/results.ts';
import type { Question } from '#lib/server/searches/batch.ts';

export function askedOf(app: App, query: string): Promise<Question> {
	return questionOf(app, savedQuery(query));
}
