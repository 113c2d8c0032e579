// Answers that take the same time whether an address is known or not.
import { setTimeout as sleep } from 'node:timers/promises';

/** Longer than either way takes on a busy machine, short for a person (ms). */
const answerTime = 250;

/** The result of `work`, or what it throws, not before the answer time is over. */
export async function steadily<T>(work: () => Promise<T>): Promise<T> {
	const [result] = await Promise.allSettled([work(), sleep(answerTime)]);
	if (result.status === 'rejected') throw result.reason;
	return result.value;
}
