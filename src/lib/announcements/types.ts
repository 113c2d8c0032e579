// Announcements of the platform to everybody, as pages show them.

/** How much it matters: something to know, or something that disturbs what people do. */
export const severities = ['info', 'warning'] as const;
export type Severity = (typeof severities)[number];

/** Whose time has come, is still to come, is over, or was ended before. */
export type AnnouncementState = 'running' | 'coming' | 'over' | 'ended';

/** What the frame of a page shows, in the reader's language. */
export type Shown = { id: string; severity: Severity; text: string };

/** Characters of a text in one language. */
export const announcementMax = 300;
