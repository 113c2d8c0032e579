// A refusal is the system saying no on purpose. Services throw it; one place in the web layer turns it into a
// status and a sentence in the reader's language. Anything else that is thrown is a bug.

export const refusalStatus = {
	notFound: 404,
	signInFirst: 401,
	notAllowed: 403,
	/** Only somebody who has just shown who they are may do it: see accounts/recent.ts. */
	confirmFirst: 403,
	invalid: 400,
	changedElsewhere: 409,
	alreadyExists: 409,
	notNow: 409,
	tooMany: 429,
	tooLarge: 413,
	expired: 410
} as const;

export type RefusalReason = keyof typeof refusalStatus;

export class Refusal extends Error {
	readonly reason: RefusalReason;
	/** Field name → message key, where the refusal is about fields of a form. */
	readonly fields: Record<string, string>;

	constructor(reason: RefusalReason, fields: Record<string, string> = {}) {
		super(reason);
		this.name = 'Refusal';
		this.reason = reason;
		this.fields = fields;
	}
}

/** Recognises a refusal also when it was made by another copy of this module (the built server and the commands). */
export function isRefusal(error: unknown): error is Refusal {
	return error instanceof Error && error.name === 'Refusal' && 'reason' in error;
}
