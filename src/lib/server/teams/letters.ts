// The mail to an address without an account: somebody asks to apply together. Whoever has an account is told by notice.
import { m } from '#lib/i18n/generated/messages.js';
import { href } from '#lib/i18n/locale.ts';
import type { App } from '#lib/server/app.ts';
import type { Transaction } from '#lib/server/db/client.ts';
import { ownOrigin } from '#lib/server/mail/origin.ts';
import { sendMail } from '#lib/server/mail/send.ts';

/** In both languages: nobody knows which one the reader wants. Names nobody. */
export async function mailStranger(
	app: App,
	tx: Transaction,
	to: string,
	{ titleZh, titleEn }: { titleZh: string | null; titleEn: string | null }
): Promise<void> {
	const title = titleZh ?? titleEn ?? '';
	const text = (['zh-CN', 'en'] as const)
		.map((locale) => {
			const link = ownOrigin(app) + href('/me/applications', locale);
			return m.teams_mail_text({ title: (locale === 'en' ? titleEn : titleZh) ?? title, link }, { locale });
		})
		.join('\n\n');
	await sendMail(tx, { to, subject: m.teams_mail_subject({ title }, { locale: 'zh-CN' }), text });
}
