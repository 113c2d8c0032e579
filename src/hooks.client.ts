import { overwriteGetLocale } from '#lib/i18n/generated/runtime.js';

// The document says its language; changing it loads a new document.
overwriteGetLocale(() => (document.documentElement.lang === 'en' ? 'en' : 'zh-CN'));
