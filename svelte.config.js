import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
export default {
	compilerOptions: { runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true) },
	kit: {
		adapter: adapter({ precompress: true }),
		// The site has a domain of its own: addresses that start there are the same on every page, so that they are put together once.
		paths: { relative: false },
		// Types cover the whole project, not only src.
		typescript: {
			config: (config) => {
				config.include.push('../drizzle/**/*.ts', '../tests/**/*.ts', '../tests/**/*.js');
			}
		},
		// What the server in front (server/web/front.ts) calls mail programs that unsubscribe without an origin.
		csrf: { trustedOrigins: ['https://one-click.invalid'] },
		csp: {
			mode: 'auto',
			directives: {
				'default-src': ['self'],
				'script-src': ['self'],
				'style-src': ['self'],
				'style-src-attr': ['unsafe-inline'],
				'img-src': ['self', 'data:'],
				'connect-src': ['self'],
				'object-src': ['none'],
				'base-uri': ['none'],
				'form-action': ['self'],
				'frame-ancestors': ['none']
			}
		}
	}
};
