import { Refusal } from '#platform/http/refusal.ts';
import { recogniseEncoding } from '#platform/text/legacy.ts';

const startsWith = (bytes: Uint8Array, ...head: number[]) => head.every((byte, at) => bytes[at] === byte);

/**
 * Text of a file whose encoding nobody states: byte order marks first, then UTF-16 by its zero bytes, then
 * UTF-8 if it is valid, else Windows-1258, the Vietnamese ANSI code page of Excel's «CSV». Text of the older
 * fonts (TCVN3, VNI) stays in the Latin letters that they are made of. Answers NFC, for Windows-1258 writes tone
 * marks apart. Binary data is refused as `excel_unreadable`.
 */
export function decodeText(bytes: Uint8Array): string {
	const text = decode(bytes).normalize('NFC').toWellFormed();
	// biome-ignore lint/suspicious/noControlCharactersInRegex: what no text file holds tells binary data
	if (/[\u0000-\u0008\u000e-\u001a]/.test(text)) throw new Refusal('excel_unreadable');
	return text;
}

function decode(bytes: Uint8Array): string {
	if (startsWith(bytes, 0xef, 0xbb, 0xbf)) return new TextDecoder('utf-8').decode(bytes);
	if (startsWith(bytes, 0xff, 0xfe)) return new TextDecoder('utf-16le').decode(bytes);
	if (startsWith(bytes, 0xfe, 0xff)) return new TextDecoder('utf-16be').decode(bytes);
	const zeros = zeroBytes(bytes.subarray(0, 4096));
	if (zeros.odd > 0.1) return new TextDecoder('utf-16le').decode(bytes);
	if (zeros.even > 0.1) return new TextDecoder('utf-16be').decode(bytes);
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		const latin = new TextDecoder('windows-1252').decode(bytes);
		return recogniseEncoding(latin) === 'unicode' ? new TextDecoder('windows-1258').decode(bytes) : latin;
	}
}

/** Share of zero bytes at odd and at even places: ASCII letters in UTF-16 leave one beside each. */
function zeroBytes(bytes: Uint8Array): { odd: number; even: number } {
	let odd = 0;
	let even = 0;
	for (let at = 0; at < bytes.length; at++) if (bytes[at] === 0) at % 2 ? odd++ : even++;
	return { odd: odd / bytes.length, even: even / bytes.length };
}
