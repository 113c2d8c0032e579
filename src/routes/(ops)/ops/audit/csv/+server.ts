import { getApp } from '#lib/server/app.ts';
import { auditCsv } from '#lib/server/audit/log.ts';
import { orRefuse } from '#lib/server/web/action.ts';
import { csvResponse } from '#lib/server/web/csv.ts';

export const GET = async ({ locals }) =>
	csvResponse('pons-audit.csv', await orRefuse(auditCsv(getApp(), locals.actor)));
