// Whether this process can serve: for a balancer. Search by fall-back is still ready.
import { json } from '@sveltejs/kit';
import { getApp } from '#lib/server/app.ts';
import { databaseReadiness } from '#lib/server/db/ready.ts';

export const GET = async () => {
	const app = getApp();
	const { database, migrations } = await databaseReadiness(app.db);
	const worker = app.worker?.running() ? 'running' : app.environment.worker ? 'stopped' : 'separate';
	const ready = database === 'ok' && migrations === 'ok' && worker !== 'stopped';
	return json(
		{ status: ready ? 'ok' : 'not ready', database, migrations, worker, search: app.searchName },
		{ status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } }
	);
};
