import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { readWorkbook } from '#platform/excel/read.ts';
import { writeCsv, writeWorkbook } from '#platform/excel/write.ts';
import { nextPath } from '#platform/http/next-path.ts';
import { translator } from '#platform/i18n/translate.ts';
import { clean } from '#platform/text/fold.ts';
import { amount } from '#testing/proof.ts';
import { hostileStrings } from './security.ts';

const STRINGS = hostileStrings(amount(300, Number.MAX_SAFE_INTEGER));

test('a text filled into a sentence is not read as a sentence itself', () => {
	const t = translator('vi', { x: { told: '«{name}» có {count} mục' } });
	for (const name of STRINGS) expect(t('x.told', { name, count: 2 })).toBe(`«${name}» có 2 mục`);
});

test('a workbook gives every text back as text, and holds no formula', async () => {
	const texts = STRINGS.map(clean).filter((text) => text !== '');
	const bytes = await writeWorkbook([
		{ name: 'x', columns: [{ heading: 'h' }], rows: texts.map((text) => [text]) },
	]);
	const { sheets } = await readWorkbook(bytes, 'x.xlsx');
	expect(sheets[0]!.rows.slice(1).map(([cell]) => cell)).toEqual(texts);
	expect(Buffer.from(bytes).includes('<f>')).toBe(false);
});

test('a CSV gives every text back, and none begins as a formula does', async () => {
	const texts = STRINGS.map(clean).filter((text) => text !== '');
	for (const text of texts) {
		const line = new TextDecoder().decode(writeCsv([['a', text]])).replace(/^\ufeff/, '');
		expect(line.slice(2).replace(/^"/, '')).not.toMatch(/^[=+\-@\t\r]/);
	}
	const { sheets } = await readWorkbook(writeCsv(texts.map((text) => ['a', text])), 'x.csv');
	expect(sheets[0]!.rows.map((row) => row[1])).toEqual(texts);
});

test('no address leads away from the portal', () => {
	const away = [
		'//evil.example',
		'/\\evil.example',
		'/\n/evil.example',
		'https://evil.example',
		'/%09/evil.example',
	];
	for (const text of [...away, ...STRINGS]) {
		const url = new URL(nextPath(text, '/'), 'https://portal.example');
		expect(url.origin, JSON.stringify(text)).toBe('https://portal.example');
	}
});

test('a line of the log stays one line, whatever was asked for', () => {
	const script = `import { createLogger } from './src/platform/log/log.ts';
		const log = createLogger('info');
		for (const path of JSON.parse(process.argv[1])) log.info({ path, err: new Error(path) }, path);`;
	const { stderr } = spawnSync(
		process.execPath,
		['--input-type=module', '-e', script, JSON.stringify(STRINGS)],
		{
			encoding: 'utf8',
			maxBuffer: 100_000_000,
		},
	);
	const lines = stderr.trimEnd().split('\n');
	expect(lines).toHaveLength(STRINGS.length);
	for (const line of lines) expect(Object.keys(JSON.parse(line))).toContain('path');
});
