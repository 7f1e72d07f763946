const TYPES: Record<string, string> = {
	csv: 'text/csv; charset=utf-8',
	pdf: 'application/pdf',
	ods: 'application/vnd.oasis.opendocument.spreadsheet',
};
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A list for the person to keep, under the name they gave it (RFC 6266). */
export function attachment(bytes: Uint8Array, fileName: string): Response {
	const ascii = fileName.replace(/[^\w. -]/g, '_');
	const encoded = encodeURIComponent(fileName).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': TYPES[/\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase() ?? ''] ?? XLSX,
			'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`,
			'cache-control': 'no-store',
		},
	});
}
