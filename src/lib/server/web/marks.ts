// The action of every page on which listings can be saved or hidden.
import { markSchema } from '#lib/listings/marks.ts';
import { markListing } from '#lib/server/marks/service.ts';
import { action } from '#lib/server/web/action.ts';

export const markActions = {
	mark: action(markSchema, async (input, { locals }, app) => ({
		marked: await markListing(app, locals.actor, input)
	}))
};
