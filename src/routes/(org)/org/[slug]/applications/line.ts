// A row of the list, as its load gives it to the board and the table.
import type { PageData } from './$types.js';

export type InboxLine = NonNullable<PageData['inbox']>['rows'][number];
