import type { TermDefinition } from '#features/statistics/commands/terms.ts';
import type { Text } from './programmes.ts';
import { SUMMARY } from './published/sources.ts';

const TY = 1_000_000_000n;

const CONGRESS: Text = {
	vi: 'Báo chí, bài tổng kết nhiệm kỳ Đại hội XII Công đoàn Việt Nam, 2023',
	en: 'Press, on the term of the 12th congress of the unions, 2023',
};
const EARLIER: Text = {
	vi: 'Báo chí, tin về chương trình 75 nghìn sáng kiến, 2021',
	en: 'Press, on the programme of 75 thousand initiatives, 2021',
};

/** The terms between congresses, with what was printed of them. */
export const FACT_TERMS: TermDefinition[] = [
	{
		code: '2018-2023',
		name: { vi: 'Nhiệm kỳ 2018–2023', en: 'Term 2018–2023' },
		note: {
			vi: 'Ngày đầu và ngày cuối lấy theo Đại hội XII (24/9/2018) và Đại hội XIII (1/12/2023). Bài báo không ghi 2.889.318 là lượt nộp hay số được phê duyệt.',
			en: 'First and last day follow the 12th congress (24/9/2018) and the 13th (1/12/2023). The press does not say whether 2,889,318 are submissions or approvals.',
		},
		from: '2018-09-24',
		to: '2023-11-30',
		stated: [
			{ programme: null, what: 'initiatives', n: 2_889_318n, source: CONGRESS },
			{ programme: null, what: 'benefit', n: 163_724n * TY, source: CONGRESS },
			{ programme: null, what: 'awards', n: 5233n, source: CONGRESS },
			{ programme: '75nghin', what: 'initiatives', n: 250_177n, source: EARLIER },
			{ programme: '1trieu', what: 'submitted', n: 2_409_104n, source: SUMMARY },
			{ programme: '1trieu', what: 'approved', n: 2_033_669n, source: SUMMARY },
			{ programme: '1trieu', what: 'benefit', n: 33_000n * TY, over: true, source: SUMMARY },
		],
	},
	{
		code: '2023-2028',
		name: { vi: 'Nhiệm kỳ 2023–2028', en: 'Term 2023–2028' },
		note: {
			vi: 'Từ Đại hội XIII (1/12/2023); ngày cuối là giả định.',
			en: 'From the 13th congress (1/12/2023); its last day is an assumption.',
		},
		from: '2023-12-01',
		to: '2028-11-30',
		stated: [],
	},
];
