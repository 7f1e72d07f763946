import { gzipSync } from 'node:zlib';
import { freePort, startPortal } from '#testing/child-portal.ts';
import { PROGRAMME } from './world.ts';

const PATHS = [
	`/bang-so-lieu?chuong-trinh=${PROGRAMME}`,
	'/',
	`/xep-hang?chuong-trinh=${PROGRAMME}`,
	'/don-vi/LDLD-38',
];
const SCRIPT = /(?:<script[^>]*\bsrc|<link[^>]*rel="modulepreload"[^>]*\bhref)="([^"]+)"/g;

/** What each page has a browser load of scripts, and its own size; packed, in KB. */
export async function weighPages(dataDir: string): Promise<Record<string, string | number>[]> {
	const portal = await startPortal(dataDir, await freePort());
	try {
		const rows = [];
		for (const path of PATHS) {
			const html = await (await fetch(portal.url + path)).text();
			const scripts = [...html.matchAll(SCRIPT)].map(([, src]) => new URL(src!, portal.url + path).href);
			const sizes = await Promise.all(
				scripts.map(async (src) => gzipSync(Buffer.from(await (await fetch(src)).arrayBuffer())).length),
			);
			const inline = [...html.matchAll(/<script(?![^>]*\bsrc)[^>]*>([\s\S]*?)<\/script>/g)];
			rows.push({
				page: path,
				'HTML KB': gzipSync(html).length / 1024,
				'scripts KB': sizes.reduce((sum, size) => sum + size, 0) / 1024,
				'inline KB': gzipSync(inline.map(([, text]) => text).join('')).length / 1024,
			});
		}
		return rows;
	} finally {
		await portal.signal('SIGINT');
	}
}
