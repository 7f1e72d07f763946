import { zipDirectory } from './zip.ts';

/** What a file is, told by its content: officers rename files, and web systems call an HTML table `.xls`. */
export type FileKind =
	| 'empty'
	| 'xlsx'
	| 'ods'
	| 'text'
	| 'old'
	| 'encrypted'
	| 'too_large'
	/** An archive or document that holds no sheets. */
	| 'other';

/** Past this a workbook is no list of initiatives: 10,000 rows of 12 columns unpack to 6 MB. */
const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024;

const latin1 = new TextDecoder('latin1');

/** Tells the kind of a file from its first bytes and, for a zip, from its directory; unpacks nothing. */
export function fileKind(bytes: Uint8Array): FileKind {
	if (bytes.length === 0) return 'empty';
	if (bytes.length > MAX_FILE_BYTES) return 'too_large';
	const head = latin1.decode(bytes.subarray(0, 512));
	if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return zipKind(bytes);
	if (head.startsWith('\xd0\xcf\x11\xe0')) return isEncryptedOffice(bytes) ? 'encrypted' : 'old';
	const text = head.replace(/^\xef\xbb\xbf/, '').trimStart();
	return /^<(\?xml|html|table|!doctype|meta)/i.test(text) ? 'old' : 'text';
}

/** Office keeps an encrypted workbook as a stream of this name in an OLE2 file. */
function isEncryptedOffice(bytes: Uint8Array): boolean {
	const name = Buffer.from('EncryptedPackage', 'utf16le');
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(name);
}

function zipKind(bytes: Uint8Array): FileKind {
	const entries = zipDirectory(bytes);
	if (!entries) return 'other';
	// The reader stops at the declared size of each part, so that a lie here ends as «unreadable», not as memory
	if (entries.some((entry) => entry.size === 0 && entry.packedSize > 2)) return 'other';
	if (entries.reduce((sum, entry) => sum + entry.size, 0) > MAX_UNPACKED_BYTES) return 'too_large';
	const names = new Set(entries.map((entry) => entry.name.replace(/^\//, '').toLowerCase()));
	if (names.has('xl/workbook.bin')) return 'old';
	if (names.has('[content_types].xml')) return 'xlsx';
	return names.has('content.xml') ? 'ods' : 'other';
}
