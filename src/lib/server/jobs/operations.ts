// What operators see of the jobs that failed, and what they can do about each. The queue's tables are pg-boss's own; what
// a job failed with is shown by its kind only, because anything else may hold what somebody wrote.
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import { requireOperator } from '#lib/server/accounts/operator.ts';
import type { App } from '#lib/server/app.ts';
import { record } from '#lib/server/audit/log.ts';

/** Jobs that are listed; the others are counted. */
const listedMost = 100;
/** A kind of error, as worker.ts keeps it. */
const kindForm = /^[A-Za-z]{1,40}$/;

export type FailedJob = { id: string; queue: string; failedAt: Date | null; tries: number; kind: string };
export type Queue = { name: string; failed: number; lastDone: Date | null };

/** The failed jobs, the latest first, and every queue with how many failed and when one was done last. */
export async function jobOverview(app: App, actor: Actor | undefined) {
	requireOperator(actor);
	if (!(await hasQueue(app))) return { failed: [], queues: [] };
	const failed = await app.sql<Array<Omit<FailedJob, 'kind'> & { said: string | null }>>`
		select id, name as queue, completed_on as "failedAt", retry_count + 1 as tries, output ->> 'message' as said
		from pgboss.job where state = 'failed' order by completed_on desc nulls last, id limit ${listedMost}`;
	const queues = await app.sql<Queue[]>`
		select q.name, count(j.id) filter (where j.state = 'failed')::int as failed,
			max(j.completed_on) filter (where j.state = 'completed') as "lastDone"
		from pgboss.queue q left join pgboss.job j on j.name = q.name
		where q.name not like '\\_\\_%' group by q.name order by q.name`;
	return {
		failed: failed.map(({ said, failedAt, ...job }): FailedJob => {
			return { ...job, failedAt: dateOf(failedAt), kind: said && kindForm.test(said) ? said : '' };
		}),
		queues: queues.map((queue): Queue => ({ ...queue, lastDone: dateOf(queue.lastDone) }))
	};
}

const dateOf = (value: Date | string | null) => (value === null ? null : new Date(value));

/** Lets a failed job run once more. @throws Refusal notFound */
export async function retryJob(app: App, actor: Actor | undefined, id: string): Promise<void> {
	await change(
		app,
		actor,
		id,
		'retried',
		(sql) => sql`
		update pgboss.job set state = 'retry', retry_limit = retry_limit + 1, start_after = now(), completed_on = null
		where id = ${id}::uuid and state = 'failed' returning name`
	);
}

/** Removes a failed job: what it was to do is not done. @throws Refusal notFound */
export async function dropJob(app: App, actor: Actor | undefined, id: string): Promise<void> {
	await change(
		app,
		actor,
		id,
		'dropped',
		(sql) => sql`
		delete from pgboss.job where id = ${id}::uuid and state = 'failed' returning name`
	);
}

async function change(
	app: App,
	actor: Actor | undefined,
	id: string,
	act: 'retried' | 'dropped',
	run: (sql: App['sql']) => Promise<readonly unknown[]>
): Promise<void> {
	requireOperator(actor);
	if (!(await hasQueue(app))) throw new Refusal('notFound');
	const changed = (await run(app.sql)) as readonly { name: string }[];
	if (!changed[0]) throw new Refusal('notFound');
	await record(app, app.db, actor, { act: `job.${act}`, subject: `job:${changed[0].name}` });
}

/** Before the first worker has run there is none. */
async function hasQueue({ sql }: App): Promise<boolean> {
	const [row] = await sql<{ there: boolean }[]>`select to_regclass('pgboss.job') is not null as there`;
	return row!.there;
}
