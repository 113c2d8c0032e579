/**
 * One site for each embedded database: a session lock on a connection of its own. It vanishes with the process
 * that holds it, however that ends, so an orphaned database can be adopted and a used one cannot.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { StartError } from '../start-error.ts';

/** 'Pons' in ASCII; the same for every version, so that two versions exclude each other too. */
const LOCK_KEY = 0x506f6e73;
/** The server needs a moment to notice that a killed site is gone. */
const TRIES = 15;
const RETRY_MS = 200;

export type SiteLock = {
	/** From now on the loss of the lock is expected: call it before the database is stopped. */
	letGo: () => void;
	release: () => Promise<void>;
};

/**
 * Takes the lock. `lost` is called once when it cannot be kept: the database ended or another site has it.
 * @throws StartError when another site is running on this database
 */
export async function acquireSiteLock(
	url: string,
	lost: (why: string) => void = () => {}
): Promise<SiteLock> {
	let watched = true;
	let held = false;
	const sql = postgres(url, {
		max: 1,
		idle_timeout: 0,
		max_lifetime: null,
		connect_timeout: 10,
		backoff: () => RETRY_MS / 1000,
		onnotice: () => {},
		connection: { application_name: 'pons site' },
		onclose: () => {
			if (watched && held) void retake();
		}
	});

	async function retake() {
		held = false;
		try {
			held = await take(sql);
			if (!held && watched) lost('another site is running on this database');
		} catch {
			if (watched) lost('the database is gone');
		}
	}

	try {
		held = await take(sql);
	} catch (error) {
		watched = false;
		await sql.end({ timeout: 1 });
		throw error;
	}
	if (!held) {
		await sql.end({ timeout: 1 });
		throw new StartError(
			'Another site is already running on this data folder: stop it, or set another DATA_DIR.'
		);
	}
	return {
		letGo() {
			watched = false;
		},
		async release() {
			watched = false;
			await sql.end({ timeout: 1 });
		}
	};
}

async function take(sql: postgres.Sql): Promise<boolean> {
	for (let attempt = 1; attempt <= TRIES; attempt++) {
		try {
			const [row] = await sql<{ taken: boolean }[]>`select pg_try_advisory_lock(${LOCK_KEY}) as taken`;
			if (row?.taken) return true;
		} catch (error) {
			if (attempt === TRIES) throw error;
		}
		await sleep(RETRY_MS);
	}
	return false;
}
