// What operators see of failed jobs and do about them, on the queue as pg-boss keeps it.
import { PgBoss } from 'pg-boss';
import { afterAll, expect, test } from 'vitest';
import { auditLog } from '#lib/server/audit/table.ts';
import { testDatabase } from '#lib/server/db/testing.ts';
import { dropJob, jobOverview, retryJob } from '#lib/server/jobs/operations.ts';
import { clockedApp, person } from '#lib/server/searches/testing.ts';
import { outcome } from '#lib/server/talents/testing.ts';

const connection = await testDatabase();
const { app } = clockedApp(connection);
const somebody = await person(app);
const operator = { ...somebody, isOperator: true };
const queue = 'close-expired';
const boss = new PgBoss({ connectionString: connection.url, schema: 'pgboss', max: 2, supervise: false });
boss.on('error', () => {});
afterAll(() => boss.stop({ graceful: false }));

async function failed(message: string): Promise<string> {
	await boss.send(queue, {}, { retryLimit: 0 });
	const [job] = await boss.fetch(queue);
	await boss.fail(queue, job!.id, { message });
	return job!.id;
}

test('before the first worker there is nothing to see, and nothing to do', async () => {
	expect(await jobOverview(app, operator)).toEqual({ failed: [], queues: [] });
	expect(await outcome(retryJob(app, operator, '00000000-0000-4000-8000-000000000000'))).toBe('notFound');
});

test('a failed job is shown by the kind of its error only, and can be tried again or dropped', async () => {
	await boss.start();
	await boss.createQueue(queue);
	const again = await failed('TypeError');
	const gone = await failed('somebody@sample.example wrote this');
	const before = await jobOverview(app, operator);
	expect(before.failed.map(({ id, kind }) => [id, kind]).sort()).toEqual(
		[
			[again, 'TypeError'],
			[gone, '']
		].sort()
	);
	expect(before.queues).toMatchObject([{ name: queue, failed: 2, lastDone: null }]);

	await retryJob(app, operator, again);
	await dropJob(app, operator, gone);
	expect((await jobOverview(app, operator)).failed).toEqual([]);
	const [job] = await boss.fetch(queue);
	expect(job!.id).toBe(again);
	await boss.complete(queue, again);
	expect((await jobOverview(app, operator)).queues[0]!.lastDone).toBeInstanceOf(Date);
	expect(await outcome(dropJob(app, operator, gone))).toBe('notFound');
	expect((await app.db.select().from(auditLog)).map(({ act, subject }) => [act, subject])).toEqual([
		['job.retried', `job:${queue}`],
		['job.dropped', `job:${queue}`]
	]);
});

test('it is nobody else’s to see', async () => {
	const id = await failed('Error');
	expect(await outcome(jobOverview(app, somebody))).toBe('notFound');
	expect(await outcome(retryJob(app, undefined, id))).toBe('notFound');
	expect(await outcome(dropJob(app, somebody, id))).toBe('notFound');
	expect((await jobOverview(app, operator)).failed).toHaveLength(1);
});
