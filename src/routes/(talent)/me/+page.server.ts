import { getApp } from '#lib/server/app.ts';
import { overviewOf } from '#lib/server/talents/overview.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals }) => ({ overview: await orRefuse(overviewOf(getApp(), locals.actor)) });
