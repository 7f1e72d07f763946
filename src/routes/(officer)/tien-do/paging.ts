import { PAGE_ROWS } from '#features/progress/schema.ts';

/** Which page of a list an address asks for, counted from 1. */
export function pageOf(query: URLSearchParams): number {
	const text = query.get('trang') ?? '';
	return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

export const firstRow = (page: number): number => (page - 1) * PAGE_ROWS;
