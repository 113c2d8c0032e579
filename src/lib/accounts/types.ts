// Words and types of accounts that pages and server share.

/** Why somebody came: decides where they land. */
export const purposes = ['work', 'recruit', 'teach'] as const;
export type Purpose = (typeof purposes)[number];

export const consentPurposes = ['terms', 'privacy', 'age16'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/**
 * Everything somebody may have agreed to: the texts of signing up, who may see the profile, and one organization for
 * each application.
 */
export const ledgerPurposes = [
	...consentPurposes,
	'profileVerified',
	'profilePublic',
	'profileIndexed',
	'application'
] as const;
export type LedgerPurpose = (typeof ledgerPurposes)[number];

/** What a browser asks a passkey for: to make one, to sign in with it, to show again who one is. */
export const passkeyPurposes = ['add', 'enter', 'confirm'] as const;
export type PasskeyPurpose = (typeof passkeyPurposes)[number];

/** Of the second factor, in this session: given, not asked for, or required and not given. */
export type FactorState = 'passed' | 'open' | 'due';

/** Who asks: every service call receives it and decides by it. */
export type Actor = {
	accountId: string;
	email: string;
	emailVerified: boolean;
	isOperator: boolean;
	purpose: Purpose;
	/** Absent for actors that no session stands behind. */
	factor?: FactorState;
	/** Whether the person has shown lately who they are (see recent.ts); absent as well. */
	recent?: boolean;
	/** Notices not read yet when the request came, at most 100. */
	unread?: number;
	/** An operator looks at the site as this account: nothing may be changed, and every page is written down. */
	acting?: { id: string; operatorId: string; until: Date };
	/** The session's hashed id, to tell "this device" from the others. */
	sessionHash: string;
};
