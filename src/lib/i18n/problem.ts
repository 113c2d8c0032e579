// The sentence of a problem with input. Schemas and services name it by a message key; what a key's sentence needs
// besides, such as the longest length allowed, comes with it.
import { m } from '#lib/i18n/generated/messages.js';
import { count } from '#lib/i18n/text.ts';

const sentences = m as unknown as Record<string, ((inputs: { limit: string }) => string) | undefined>;

/**
 * The sentence in the reader's language; validators whose message is no key say "not valid" in general. `limit` is
 * what a limited field allows, such as its greatest number of characters.
 */
export function problemSentence(key: string, limit?: unknown): string {
	const inputs = { limit: typeof limit === 'number' ? count(limit) : '' };
	return sentences[key]?.(inputs) ?? m.common_error_field();
}
