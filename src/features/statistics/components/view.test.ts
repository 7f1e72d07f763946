import { expect, test } from 'vitest';
import { PLAIN_VIEW, readView, type View, viewQuery } from './view.ts';

test('a view is the same after it has been an address', () => {
	const views: View[] = [
		PLAIN_VIEW,
		{
			measure: 'submitted',
			tree: '2025-06-30',
			period: 'gd1:2022Q2',
			upTo: '2022-10-03',
			step: 'day',
			map: 'attained',
			sort: 'per_members',
			all: true,
		},
		{ ...PLAIN_VIEW, sort: 'name', map: 'verified', step: 'month' },
	];
	for (const view of views) expect(readView(viewQuery('1trieu', view))).toEqual(view);
	expect(viewQuery('1trieu', PLAIN_VIEW).toString()).toBe('chuong-trinh=1trieu');
});

test('a day that does not exist is no view; words that mean nothing are passed over', () => {
	expect(readView(new URLSearchParams('den-ngay=2022-02-30'))).toBe(null);
	expect(readView(new URLSearchParams('cay=hom-qua'))).toBe(null);
	expect(readView(new URLSearchParams('den-ngay=&cay=&ky=&ban-do=x&xep=y&buoc=z&dem=q'))).toEqual(PLAIN_VIEW);
});
