/**
 * Folds text for comparing and finding: NFD, marks dropped, đ → d, lower case, runs of anything that is
 * neither letter nor digit to one space. «Máy  rải-ĐÁ» → «may rai da». Total: any string is accepted.
 */
export function fold(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.replace(/[đĐð]/g, 'd')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/** As typed by a person, ready to store: NFC, no control characters but line breaks, outer space trimmed. */
export function clean(text: string): string {
	return (
		text
			.normalize('NFC')
			.toWellFormed()
			.replace(/\r\n?/g, '\n')
			// biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL refuses NUL; the others print as nothing
			.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
			.trim()
	);
}
