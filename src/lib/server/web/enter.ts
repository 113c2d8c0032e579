// What follows a right password: the page where the person's job starts, or the second step of signing in.
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { landing, safeNext } from '#lib/accounts/landing.ts';
import { href } from '#lib/i18n/locale.ts';
import type { AskedForCode } from '#lib/server/accounts/service.ts';
import { actorOf, keepSession, type SignedIn } from '#lib/server/accounts/session.ts';
import { getApp } from '#lib/server/app.ts';

export async function enter(event: RequestEvent, entered: SignedIn | AskedForCode): Promise<never> {
	const next = safeNext(event.url.searchParams.get('next'));
	if ('factorToken' in entered) {
		const rest = next ? `&next=${encodeURIComponent(next)}` : '';
		redirect(303, href(`/sign-in/code?token=${entered.factorToken}${rest}`));
	}
	keepSession(event, entered.sessionId);
	// Whoever must have a second factor is led there first.
	const actor = await actorOf(getApp(), entered.sessionId);
	if (actor?.factor === 'due') redirect(303, href('/account/factor'));
	redirect(303, next ?? href(landing({ purpose: entered.purpose, isOperator: actor?.isOperator === true })));
}
