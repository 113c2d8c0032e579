// The name of a skill as its reader sees it.
import { locale } from '#lib/i18n/locale.ts';

export const nameOf = ({ zh, en }: { zh: string; en: string }): string => (locale() === 'en' ? en : zh);
