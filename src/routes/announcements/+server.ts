// Puts an announcement away for this browser. Works as a plain form.
import { redirect } from '@sveltejs/kit';
import { dismiss } from '#lib/server/web/dismissed.ts';
import { safePath } from '#lib/server/web/safe-path.ts';

export const POST = async (event) => {
	const form = await event.request.formData().catch(() => new FormData());
	const id = String(form.get('id') ?? '');
	if (/^[a-z0-9]{1,40}$/.test(id)) dismiss(event, id);
	redirect(303, safePath(form.get('back')));
};
