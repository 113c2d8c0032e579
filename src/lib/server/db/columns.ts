// Columns that many tables share, so that ids, versions and times mean the same everywhere.
import { sql } from 'drizzle-orm';
import { integer, text, timestamp } from 'drizzle-orm/pg-core';
import { newId } from '#lib/server/db/id.ts';

/** Primary key: 14 characters, 70 random bits, safe in URLs and meaningless to a guesser. */
export const id = () => text().primaryKey().$defaultFn(newId);

/** Counts edits of a row: guards against two tabs overwriting each other and orders the search index. */
export const version = () => integer().notNull().default(1);

export const createdAt = () => timestamp({ withTimezone: true }).notNull().defaultNow();
export const updatedAt = () =>
	timestamp({ withTimezone: true })
		.notNull()
		.defaultNow()
		.$onUpdate(() => new Date());

export const moment = () => timestamp({ withTimezone: true });

/** SQL list of quoted words for a check constraint. Only for constants of the code. */
export const words = (values: readonly string[]) =>
	sql.raw(values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', '));
