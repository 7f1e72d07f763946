/**
 * Dates as people type them on a number pad that has no slash: `1122026` stays, for it could be two dates;
 * `01122026`, `1.12.2026` and `1-12-2026` become `01/12/2026`. What is not a date is left as typed.
 */
export function tidyDate(text: string): string {
	const parts =
		/^(\d{2})(\d{2})(\d{4})$/.exec(text.trim()) ??
		/^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/.exec(text.trim());
	if (!parts) return text;
	const [, day = '', month = '', year = ''] = parts;
	return `${day.padStart(2, '0')}/${month.padStart(2, '0')}/${year}`;
}
