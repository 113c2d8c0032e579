// A row of the list, as its load gives it to the board and the table, and where the page has it.
import type { PageData } from './$types.js';

export type InboxLine = NonNullable<PageData['inbox']>['rows'][number];

/** Id of the link that a row's name is. */
export const nameId = (id: string) => `application-${id}`;
