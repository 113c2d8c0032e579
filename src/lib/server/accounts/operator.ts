// What only the platform's staff may do.
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';

/**
 * Asks for an operator; anybody else is answered as if there were nothing.
 * @throws Refusal notFound
 */
export function requireOperator(actor: Actor | undefined): asserts actor is Actor {
	if (!actor?.isOperator) throw new Refusal('notFound');
}
