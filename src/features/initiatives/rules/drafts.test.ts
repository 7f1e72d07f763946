import { describe, expect, test } from 'vitest';
import type { Programme } from '#features/programmes/schema.ts';
import { type Content, content } from '../schema.ts';
import { checkDraft, typedContent } from './drafts.ts';
import { equalShares, parseShare } from './shares.ts';

const programme: Programme = {
	id: 1,
	code: 'thu',
	name: { vi: 'Thử', en: 'Trial' },
	description: { vi: '', en: '' },
	status: 'open',
	application: { from: '2025-01-01', to: '2026-12-31' },
	submission: { from: '2026-01-01', to: '2026-12-31' },
	requiredFields: ['title', 'authors', 'unit', 'group', 'field', 'appliedOn', 'effect', 'recognition'],
	returnDays: 15,
	phases: [],
	campaigns: [],
	groups: [{ id: 10, code: 'cn', name: { vi: 'Công nhân', en: 'Workers' } }],
	fields: [{ id: 20, code: 'kt', name: { vi: 'Kỹ thuật', en: 'Technical' } }],
	reasons: [],
	levels: [],
};
const TODAY = '2026-11-21';

const whole = (over: object = {}): Content =>
	content.parse({
		unit: 7,
		title: 'Đồ gá hàn',
		group: 'cn',
		field: 'kt',
		benefit: '1,5 tỷ',
		appliedOn: '5/3/2026',
		recognisedBy: 'Giám đốc',
		authors: [{ name: 'An' }, { name: 'Bình' }, { name: 'Chi' }],
		...over,
	});
const check = (typed: Content, kind: 'self' | 'proxy' = 'self', initiativeId: number | null = null) =>
	checkDraft(programme, { kind, content: typed, initiativeId }, 99, TODAY);

describe('shares', () => {
	test('of equal authors make the whole exactly', () => {
		expect(equalShares(3)).toEqual([3334, 3333, 3333]);
		for (let count = 1; count <= 20; count++)
			expect(equalShares(count).reduce((sum, share) => sum + share, 0)).toBe(10_000);
	});

	test.each([
		['50', 5000],
		['33,3 %', 3330],
		['33.33', 3333],
		['100%', 10_000],
		['0', null],
		['101', null],
		['một nửa', null],
		['33,333', null],
	])('%s is read as %s basis points', (text, points) => {
		expect(parseShare(text)).toBe(points);
	});
});

describe('a draft', () => {
	test('that is whole is an initiative, its first author the person at the keyboard', () => {
		const { missing, issues, initiative } = check(whole());
		expect([missing, issues]).toEqual([[], []]);
		expect(initiative).toMatchObject({ benefit: 1_500_000_000, appliedOn: '2026-03-05', groupId: 10 });
		expect(initiative!.authors.map(({ share, accountId }) => [share, accountId])).toEqual([
			[3334, 99],
			[3333, null],
			[3333, null],
		]);
	});

	test('that is empty says all that is missing', () => {
		expect(check(content.parse({})).missing.map((issue) => issue.field)).toEqual([
			'unit',
			'title',
			'authors.0.name',
			'group',
			'field',
			'appliedOn',
			'benefit',
			'recognisedBy',
		]);
	});

	test.each([
		[
			{
				authors: [
					{ name: 'An', share: '60' },
					{ name: 'Bình', share: '30' },
				],
			},
			'authors.0.share',
			'shares_sum',
		],
		[{ authors: [{ name: 'An', share: '60' }, { name: 'Bình' }] }, 'authors.1.share', 'share_unreadable'],
		[{ authors: [{ name: 'An' }, { name: 'AN' }] }, 'authors.1.name', 'author_twice'],
		[{ appliedOn: '31/12/2024' }, 'appliedOn', 'applied_outside_window'],
		[{ appliedOn: '22/11/2026' }, 'appliedOn', 'date_in_future'],
		[{ recognisedOn: '3/2026' }, 'recognisedOn', 'date_month_only'],
		[{ benefit: '163.724 tỉ' }, 'benefit', 'benefit_ambiguous'],
		[{ benefit: '900.000 tỷ' }, 'benefit', 'benefit_ambiguous'],
		[{ benefit: '200000 tỷ' }, 'benefit', 'benefit_too_large'],
		[{ group: 'khac' }, 'group', 'choice_unknown'],
	])('%j is wrong at %s: %s', (over, field, code) => {
		const { issues, initiative } = check(whole(over));
		expect(issues.map((issue) => [issue.field, issue.code])).toEqual([[field, code]]);
		expect(initiative).toBeNull();
	});

	test('for others says how they agreed, unless it mends what was entered before', () => {
		expect(check(whole(), 'proxy').missing).toEqual([{ field: 'consent', code: 'missing_consent' }]);
		expect(check(whole(), 'proxy').initiative).toBeNull();
		const agreed = check(whole({ consent: 'Đồng ý bằng văn bản' }), 'proxy');
		expect(agreed.initiative!.authors[0]!.accountId).toBeNull();
		expect(check(whole(), 'proxy', 5).missing).toEqual([]);
	});
});

test('a posted form is read as typed, rows of authors in their order', () => {
	const form = new FormData();
	for (const [name, value] of [
		['title', 'Đồ gá <b>hàn</b>'],
		['unit', '7'],
		['appliedOn', '05032026'],
		['authors.0.name', 'An'],
		['authors.2.name', 'Chi'],
		['authors.2.share', '40'],
		['authors.2.namePublic', '1'],
		['__proto__', 'x'],
	] as const)
		form.append(name, value);
	const read = content.parse(typedContent(form));
	expect(read).toMatchObject({
		title: 'Đồ gá <b>hàn</b>',
		unit: 7,
		appliedOn: '05/03/2026',
		confidential: false,
	});
	expect(read.authors).toEqual([
		{ name: 'An', share: '', login: '', namePublic: false },
		{ name: 'Chi', share: '40', login: '', namePublic: true },
	]);
});
