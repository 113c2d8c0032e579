import { personaliseSchema } from '#lib/matching/schema.ts';
import { endConsentSchema } from '#lib/privacy/schema.ts';
import { setPersonalised } from '#lib/server/accounts/personalised.ts';
import { getApp } from '#lib/server/app.ts';
import { isPersonalised } from '#lib/server/matching/data.ts';
import { consentLines, endConsent, recipientsOf, viewLines } from '#lib/server/privacy/ledger.ts';
import { action } from '#lib/server/web/action.ts';
import { signedIn } from '#lib/server/web/visitor.ts';

export const load = async (event) => {
	const actor = signedIn(event);
	const app = getApp();
	return {
		consents: await consentLines(app, actor),
		recipients: await recipientsOf(app, actor),
		views: await viewLines(app, actor),
		personalised: await isPersonalised(app.db, actor.accountId)
	};
};

export const actions = {
	end: action(endConsentSchema, async (input, { locals }, app) => {
		await endConsent(app, locals.actor, input);
		return { ended: true };
	}),
	personalise: action(personaliseSchema, async ({ personalised }, { locals }, app) => {
		await setPersonalised(app, locals.actor, personalised);
	})
};
