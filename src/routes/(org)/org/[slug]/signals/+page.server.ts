import * as v from 'valibot';
import { parcel } from '#lib/parcel.ts';
import { getApp } from '#lib/server/app.ts';
import { ownSignals } from '#lib/server/signals/page.ts';
import { publishSignal, restoreSignal, withdrawSignal } from '#lib/server/signals/service.ts';
import { action, orRefuse } from '#lib/server/web/action.ts';
import { signalSchema } from '#lib/signals/schema.ts';

const one = v.object({ id: v.pipe(v.string(), v.maxLength(40)) });

export const load = async ({ locals, params }) => ({
	signals: parcel(await orRefuse(ownSignals(getApp(), locals.actor, params.slug)))
});

export const actions = {
	publish: action(signalSchema, async (input, { locals, params }, app) => ({
		published: await publishSignal(app, locals.actor, params.slug!, input)
	})),
	withdraw: action(one, async ({ id }, { locals, params }, app) => {
		await withdrawSignal(app, locals.actor, params.slug!, id);
		return { withdrawn: id };
	}),
	restore: action(one, async ({ id }, { locals, params }, app) => {
		await restoreSignal(app, locals.actor, params.slug!, id);
		return { restored: id };
	})
};
