import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PROTECTION } from './headers.ts';

test('the bare page for errors may use its own style, and that alone', () => {
	const page = readFileSync('src/error.html', 'utf8');
	const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style]) => style!);
	const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
	expect(PROTECTION['content-security-policy']).toContain(`style-src ${hashes.join(' ')};`);
	expect(page).not.toMatch(/<script|style=| src=/);
});
