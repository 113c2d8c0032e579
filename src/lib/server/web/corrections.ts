// The actions of every page that explains a match to the person matched: correct a skill of the profile, and take it back.
import { correctSchema, takeBackSchema } from '#lib/matching/schema.ts';
import { correctFromMatch, takeBackFromMatch } from '#lib/server/matching/correct.ts';
import { action } from '#lib/server/web/action.ts';

export const correctionActions = {
	correct: action(correctSchema, async (input, { locals }, app) => ({
		corrected: await correctFromMatch(app, locals.actor, input)
	})),
	takeBack: action(takeBackSchema, async (input, { locals }, app) => ({
		corrected: await takeBackFromMatch(app, locals.actor, input)
	}))
};
