import type { Actor } from '#lib/accounts/types.ts';

declare global {
	namespace App {
		interface Error {
			message: string;
			/** Shown to the person and written to the log, to find one in the other. */
			id?: string;
		}
		interface Locals {
			actor: Actor | undefined;
			locale: 'zh-CN' | 'en';
			theme: 'light' | 'dark' | undefined;
		}
		interface PageData {
			title?: string;
		}
	}
}

export {};
