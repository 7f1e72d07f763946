import { zipDirectory } from '#platform/excel/zip.ts';

/** What a file is by its content; its name and what the browser says are not asked. */
export type FileKind = 'image' | 'pdf' | 'word' | 'sheet';

export const MEDIA_TYPES: Record<Exclude<FileKind, 'image'>, string> = {
	pdf: 'application/pdf',
	word: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	sheet: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

const ascii = (bytes: Uint8Array, from: number, to: number) =>
	String.fromCharCode(...bytes.subarray(from, to));

/**
 * The kind of a file by its first bytes and, for Office files, their table of contents; null for what is not
 * taken: anything else, and Office files that carry macros.
 */
export function fileKind(bytes: Uint8Array): FileKind | null {
	if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image';
	if (ascii(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image';
	if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 12) === 'WEBP') return 'image';
	if (ascii(bytes, 0, 5) === '%PDF-') return 'pdf';
	if (ascii(bytes, 0, 4) !== 'PK\x03\x04') return null;
	const names = zipDirectory(bytes)?.map((entry) => entry.name) ?? [];
	if (names.some((name) => /vbaProject\.bin$/i.test(name))) return null;
	if (names.includes('word/document.xml')) return 'word';
	return names.includes('xl/workbook.xml') ? 'sheet' : null;
}
