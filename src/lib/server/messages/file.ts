// Who may read a file of a conversation: exactly those who may read the conversation.
import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/accounts/types.ts';
import { Refusal } from '#lib/refusal.ts';
import type { App } from '#lib/server/app.ts';
import { readFile } from '#lib/server/files/service.ts';
import { requireAccess, type Place } from '#lib/server/messages/access.ts';
import { messages } from '#lib/server/messages/table.ts';

/** The file of a message in the conversation. Anybody else's answers like one that does not exist. */
export async function messageFile(app: App, actor: Actor | undefined, place: Place, messageId: string) {
	await requireAccess(app.db, actor, place);
	const [row] = await app.db
		.select({ applicationId: messages.applicationId, fileId: messages.fileId })
		.from(messages)
		.where(eq(messages.id, messageId));
	const fileId = row?.applicationId === place.id ? row.fileId : undefined;
	const file = fileId && (await readFile(app, fileId));
	if (!file) throw new Refusal('notFound');
	return file;
}
