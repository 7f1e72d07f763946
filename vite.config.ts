import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/**
 * What a page may load and run: what this server sends, and nothing else. Hashes rather than nonces, since public
 * pages are kept for a second and sent to many. Styles in attributes stay: widths of bars are written there.
 */
const csp: NonNullable<Parameters<typeof sveltekit>[0]>['csp'] = {
	mode: 'hash',
	directives: {
		'default-src': ['self'],
		'script-src': ['self'],
		'style-src': ['self'],
		'style-src-attr': ['unsafe-inline'],
		'img-src': ['self', 'data:', 'blob:'],
		'object-src': ['none'],
		'base-uri': ['self'],
		'form-action': ['self'],
		'frame-ancestors': ['none'],
	},
};

export default defineConfig({
	plugins: [
		sveltekit({
			adapter: adapter({ precompress: true }),
			csp,
			// One page may be answered for another address: that of what somebody may not open.
			paths: { relative: false },
			// Requests of other sites are refused by the guard (src/portal/web/guard.ts), which lets scripts with
			// a token send forms: SvelteKit's own check would take them for another site's.
			csrf: { trustedOrigins: ['*'] },
		}),
	],
});
