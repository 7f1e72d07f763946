import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import { FIELDS, GROUPS, REASONS } from './programme-texts.ts';

export interface Text {
	vi: string;
	en: string;
}

/** Something that an initiative names by code; `aliases` are other spellings in officers' lists. */
export interface FactChoice {
	code: string;
	name: Text;
	aliases?: string[];
}

export interface FactReason {
	code: string;
	kind: 'return' | 'reject' | 'revoke';
	name: Text;
}

interface Dated {
	code: string;
	name: Text;
	/** Both days inclusive. */
	from: LocalDate;
	to: LocalDate;
}

export interface FactPhase extends Dated {
	/** Number of initiatives to reach; null when none was published. */
	target: number | null;
}

export interface FactCampaign extends Dated {
	/** Code of the phase it lies in. */
	phase: string;
}

export interface FactLevel {
	code: string;
	name: Text;
	/** Officers confirm, reviewers review. */
	action: 'confirm' | 'review';
	/** Held at the initiative's unit, the unit above it, its top-level unit, or the root. */
	at: 'unit' | 'superior' | 'top' | 'root';
}

/** A programme as data: everything that differs from one programme to the next. */
export interface FactProgramme {
	code: string;
	name: Text;
	description: Text;
	/** What is known, what is assumed, and where published dates disagree. */
	note: Text;
	status: 'open' | 'closed';
	/** Target of the whole programme; need not be the sum of its phases. */
	target: number | null;
	/** The applied date must lie in this window, both days inclusive. */
	applicationFrom: LocalDate;
	applicationTo: LocalDate;
	/** Submissions are taken on these local dates, both inclusive; the last day ends at 24h00. */
	submissionFrom: LocalDate;
	submissionTo: LocalDate;
	groups: FactChoice[];
	fields: FactChoice[];
	/** In order of date, without overlap. */
	phases: FactPhase[];
	campaigns: FactCampaign[];
	reasons: FactReason[];
	/** From the first to the last word. */
	levels: FactLevel[];
	/** Inputs without which a draft does not enter review. */
	requiredFields: string[];
	/** Days within which a returned initiative may come back. */
	returnDays: number;
}

/** Shared by the programmes; fields, reasons, levels and days are ours, no full list was published. */
const COMMON = {
	groups: GROUPS,
	fields: FIELDS,
	reasons: REASONS,
	levels: [
		{
			code: 'grassroots',
			name: { vi: 'Công đoàn cơ sở xác nhận', en: 'Confirmed by the grassroots union' },
			action: 'confirm',
			at: 'unit',
		},
		{
			code: 'superior',
			name: { vi: 'Công đoàn cấp trên thẩm duyệt', en: 'Reviewed by the superior union' },
			action: 'review',
			at: 'superior',
		},
	] satisfies FactLevel[],
	requiredFields: ['title', 'authors', 'unit', 'group', 'field', 'appliedOn', 'effect', 'recognition'],
	returnDays: 15,
};

const MILLION: FactProgramme = {
	...COMMON,
	code: '1trieu',
	name: {
		vi: '1 triệu sáng kiến – nỗ lực vượt khó, sáng tạo, quyết tâm chiến thắng đại dịch COVID-19',
		en: 'One million initiatives: overcoming hardship, being creative, determined to defeat COVID-19',
	},
	description: {
		vi: 'Chương trình thi đua của Tổng Liên đoàn Lao động Việt Nam năm 2022–2023: mỗi đoàn viên, người lao động góp một giải pháp đã được cơ sở công nhận và áp dụng có hiệu quả.',
		en: 'Emulation programme of the Vietnam General Confederation of Labour, 2022–2023: every member contributes a solution that the workplace has recognised and applied with effect.',
	},
	note: {
		vi: 'Thể lệ ghi giai đoạn 2 đến 1/9/2023, còn việc nộp sáng kiến kết thúc lúc 24h00 ngày 31/8/2023; ở đây lấy ngày 31/8. Đợt 21/4–31/5/2022 gọi là 40 ngày cao điểm nhưng tính cả hai đầu là 41 ngày. Chỉ tiêu riêng của giai đoạn 2 không được công bố. Nhóm đối tượng: ba trong năm nhóm đã công bố. Lĩnh vực, lý do và cấp duyệt là của phần mềm này.',
		en: 'The rules say phase 2 runs until 1/9/2023, while submissions ended at 24h00 on 31/8/2023; the latter is used. The peak of 21/4–31/5/2022 is called 40 days but has 41 counting both ends. Phase 2 had no published target of its own. Groups: the three of five that were published. Fields, reasons and levels are ours.',
	},
	status: 'closed',
	target: 1_000_000,
	applicationFrom: '2021-09-01',
	applicationTo: '2023-09-01',
	submissionFrom: '2022-01-08',
	submissionTo: '2023-08-31',
	phases: [
		{
			code: 'phase-1',
			name: { vi: 'Giai đoạn 1', en: 'Phase 1' },
			from: '2022-01-08',
			to: '2022-05-31',
			target: 300_000,
		},
		{
			code: 'phase-2',
			name: { vi: 'Giai đoạn 2', en: 'Phase 2' },
			from: '2022-06-01',
			to: '2023-08-31',
			target: null,
		},
	],
	campaigns: [
		{
			code: 'peak-2022',
			phase: 'phase-1',
			name: { vi: '40 ngày cao điểm', en: 'Forty peak days' },
			from: '2022-04-21',
			to: '2022-05-31',
		},
	],
};

const SEVENTY_FIVE_THOUSAND: FactProgramme = {
	...COMMON,
	code: '75nghin',
	name: {
		vi: '75 nghìn sáng kiến vượt khó, phát triển',
		en: '75 thousand initiatives to overcome hardship and develop',
	},
	description: {
		vi: 'Chương trình năm 2021 của Tổng Liên đoàn Lao động Việt Nam, cùng cổng trực tuyến với chương trình 1 triệu sáng kiến; kết thúc với 250.177 sáng kiến.',
		en: 'The 2021 programme of the Vietnam General Confederation of Labour, on the same portal as the million initiatives; it ended with 250,177 initiatives.',
	},
	note: {
		vi: 'Ngày mở, ngày kết thúc và đợt cao điểm theo tin của Công đoàn Than – Khoáng sản Việt Nam (tháng 3/2021). Thời gian áp dụng không được công bố: lấy từ 1/1/2020 là giả định. Nhóm, lĩnh vực, lý do và cấp duyệt là của phần mềm này.',
		en: 'Opening, end and peak as reported by the coal and mineral union (March 2021). The application window was not published: from 1/1/2020 is an assumption. Groups, fields, reasons and levels are ours.',
	},
	status: 'closed',
	target: 75_000,
	applicationFrom: '2020-01-01',
	applicationTo: '2021-05-31',
	submissionFrom: '2021-03-10',
	submissionTo: '2021-05-31',
	phases: [
		{
			code: 'phase-1',
			name: { vi: 'Toàn chương trình', en: 'Whole programme' },
			from: '2021-03-10',
			to: '2021-05-31',
			target: 75_000,
		},
	],
	campaigns: [
		{
			code: 'peak-2021',
			phase: 'phase-1',
			name: { vi: '40 ngày cao điểm', en: 'Forty peak days' },
			from: '2021-03-10',
			to: '2021-04-20',
		},
	],
};

/** The programmes of the past, with their published dates. */
export const FACT_PROGRAMMES: FactProgramme[] = [SEVENTY_FIVE_THOUSAND, MILLION];

/** First applied date the demo takes: officers' test lists carry dates from 2021 on. */
const DEMO_APPLICATION_FROM = '2021-09-01';

/**
 * The open programme for trying things out, laid around `today`: opened 150 days ago, in its second phase for 45
 * days, in a peak campaign for 20, closing in 120. Its windows are wide on purpose.
 */
export function demoProgramme(today: LocalDate): FactProgramme {
	const day = (offset: number) => addDays(today, offset);
	return {
		...COMMON,
		code: 'demo',
		name: { vi: 'Chương trình dùng thử', en: 'Demo programme' },
		description: {
			vi: 'Chương trình mẫu để thử nộp, duyệt và xem số liệu. Mọi sáng kiến, tác giả và số liệu ở đây đều do máy tạo ra.',
			en: 'A sample programme for trying submission, review and figures. All initiatives, authors and figures here are made up.',
		},
		note: {
			vi: 'Ngày tháng tính theo ngày cài đặt; thời gian áp dụng từ 1/9/2021 để nhận được danh sách của những năm trước.',
			en: 'Dates follow the day of installation; the application window begins on 1/9/2021 so that older lists fit.',
		},
		status: 'open',
		target: 5000,
		applicationFrom: DEMO_APPLICATION_FROM,
		applicationTo: day(365),
		submissionFrom: day(-150),
		submissionTo: day(120),
		phases: [
			{
				code: 'phase-1',
				name: { vi: 'Giai đoạn 1', en: 'Phase 1' },
				from: day(-150),
				to: day(-46),
				target: 1500,
			},
			{
				code: 'phase-2',
				name: { vi: 'Giai đoạn 2', en: 'Phase 2' },
				from: day(-45),
				to: day(120),
				target: 3500,
			},
		],
		campaigns: [
			{
				code: 'peak',
				phase: 'phase-2',
				name: { vi: '30 ngày cao điểm', en: 'Thirty peak days' },
				from: day(-20),
				to: day(9),
			},
		],
	};
}
