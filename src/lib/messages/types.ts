// Words and types of conversations that pages and server share.

/** Who speaks in a conversation: the person who applied, or the organization through one of its members. */
export const sides = ['talent', 'organization'] as const;
export type Side = (typeof sides)[number];

/** Longest message, in characters. */
export const messageMax = 4_000;

/** A message as one side reads it. */
export type MessageLine = {
	id: string;
	/** Its number in the conversation, from 1. */
	position: number;
	side: Side;
	/** The member who wrote it, for their own side only. */
	by: string | null;
	/** '' where only a file was sent. */
	text: string;
	/** What the file is called; its bytes are for those of the conversation alone. */
	file: string | null;
	at: Date;
};

/** A conversation in a list. */
export type ConversationLine = {
	/** The application's. */
	id: string;
	titleZh: string | null;
	titleEn: string | null;
	/** Whom one talks to: the organization by its names, or the person by the name they chose. */
	nameZh: string | null;
	nameEn: string | null;
	/** How the latest message begins, and who wrote it. */
	last: string;
	lastSide: Side;
	at: Date;
	unread: number;
};
