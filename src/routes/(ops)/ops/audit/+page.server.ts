import { getApp } from '#lib/server/app.ts';
import { auditPage } from '#lib/server/audit/log.ts';
import { orRefuse } from '#lib/server/web/action.ts';

export const load = async ({ locals }) => ({ log: await orRefuse(auditPage(getApp(), locals.actor)) });
