// Pages anybody can open, for the checks that every page must pass.
export const publicPages = [
	'/',
	'/search',
	'/search?q=%E8%84%91%E7%94%B5',
	'/skills',
	'/skills/eeg',
	'/organizations',
	'/sign-in',
	'/sign-up',
	'/forgot',
	'/privacy',
	'/terms'
];
