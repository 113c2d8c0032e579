// Where a conversation is, on either side.

/** `id` is the application's; `slug` the organization's, for its members. */
export const conversationPath = ({ id, slug }: { id: string; slug: string | null }): string =>
	slug === null ? `/me/messages/${id}` : `/org/${slug}/messages/${id}`;
