// Words and types of talents that pages and server share.

export const visibilities = ['hidden', 'verified', 'public'] as const;
export type Visibility = (typeof visibilities)[number];

/** How a skill of a profile is supported: said, said with a document, or confirmed on the platform. */
export const evidences = ['stated', 'document', 'verified'] as const;
export type Evidence = (typeof evidences)[number];
