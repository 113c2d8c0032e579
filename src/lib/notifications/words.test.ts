import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { noticeKinds } from '#lib/notifications/types.ts';

const read = (locale: string) =>
	JSON.parse(readFileSync(`src/lib/i18n/messages/notifications/${locale}.json`, 'utf8')) as Record<
		string,
		unknown
	>;

it.each(['zh-CN', 'en'])('the sentence of a notice in %s leaves its end to where it stands', (locale) => {
	const sentences = Object.entries(read(locale)).filter(([key]) =>
		noticeKinds.some((kind) => key === `notifications_${kind}` || key.startsWith(`notifications_${kind}_`))
	);
	expect(sentences.length).toBeGreaterThan(10);
	expect(sentences.filter(([, text]) => /[。.]"?[}\]]*$/.test(JSON.stringify(text)))).toEqual([]);
});
