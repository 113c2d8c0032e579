import { redirect } from '@sveltejs/kit';
import { nothingSchema } from '#lib/accounts/schema.ts';
import { href } from '#lib/i18n/locale.ts';
import { personaliseSchema } from '#lib/matching/schema.ts';
import { endConsentSchema, eraseSchema } from '#lib/privacy/schema.ts';
import { setPersonalised } from '#lib/server/accounts/personalised.ts';
import { lookedAt } from '#lib/server/acting/service.ts';
import { dropSession } from '#lib/server/accounts/session.ts';
import { getApp } from '#lib/server/app.ts';
import { isPersonalised } from '#lib/server/matching/data.ts';
import { requestErasure } from '#lib/server/privacy/erase.ts';
import { exportOf, requestExport } from '#lib/server/privacy/export.ts';
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
		looks: await lookedAt(app, actor),
		personalised: await isPersonalised(app.db, actor.accountId),
		copy: await exportOf(app, actor)
	};
};

export const actions = {
	end: action(endConsentSchema, async (input, { locals }, app) => {
		await endConsent(app, locals.actor, input);
		return { ended: true };
	}),
	export: action(nothingSchema, async (_, { locals }, app) => {
		await requestExport(app, locals.actor);
	}),
	erase: action(eraseSchema, async ({ password }, event, app) => {
		await requestErasure(app, event.locals.actor, password);
		dropSession(event);
		redirect(303, href('/sign-in?done=erased'));
	}),
	personalise: action(personaliseSchema, async ({ personalised }, { locals }, app) => {
		await setPersonalised(app, locals.actor, personalised);
	})
};
