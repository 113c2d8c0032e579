// Keeps the theme a person chose. Works as a plain form.
import { redirect } from '@sveltejs/kit';
import { safePath } from '#lib/server/web/safe-path.ts';

const year = 365 * 24 * 60 * 60;

export const POST = async ({ request, cookies, url }) => {
	const form = await request.formData().catch(() => new FormData());
	const theme = form.get('theme');
	if (theme === 'dark' || theme === 'light') {
		cookies.set('theme', theme, {
			path: '/',
			maxAge: year,
			sameSite: 'lax',
			httpOnly: true,
			secure: url.protocol === 'https:'
		});
	}
	redirect(303, safePath(form.get('back')));
};
