import { getApp } from '#lib/server/app.ts';
import { matchPanel } from '#lib/server/matching/service.ts';
export const load = async ({ locals, url }) => ({ panel: (await matchPanel(getApp(), locals.actor, url.searchParams.get('id')!))! });
