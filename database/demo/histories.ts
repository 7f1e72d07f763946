import type { Random } from './random.ts';

/** A step on the way through review. */
type Reviewed = 'submit' | 'confirm' | 'approve' | 'return' | 'resubmit' | 'reject' | 'appeal' | 'withdraw';

/** What happened to an initiative, in the order it happened. */
export interface DemoStep {
	action: Reviewed | 'verify_benefit' | 'verify_centrally';
	/** Days, with a fraction for the hour, before `today` began: more than 0 and falling from step to step. */
	daysAgo: number;
	/** Of the programme's reasons, for return and reject. */
	reasonCode?: string;
	note?: string;
	/** Where the benefit is verified: đồng. */
	amount?: number;
}

/**
 * Ways through review at two levels: `confirm` at the first, `approve` or `reject` at the second, an appeal
 * decided above it. What is returned comes back to the first level. With weights, for those submitted long ago;
 * the youngest have only gone part of the way.
 */
const WAYS: [Reviewed[], number][] = [
	[['submit', 'confirm', 'approve'], 68],
	[['submit', 'return', 'resubmit', 'confirm', 'approve'], 9],
	[['submit'], 4],
	[['submit', 'confirm'], 5],
	[['submit', 'return'], 5],
	[['submit', 'confirm', 'reject'], 5],
	[['submit', 'confirm', 'reject', 'appeal'], 1],
	[['submit', 'confirm', 'reject', 'appeal', 'approve'], 0.5],
	[['submit', 'confirm', 'reject', 'appeal', 'reject'], 0.5],
	[['submit', 'withdraw'], 2],
];

/** Longest wait, in days, before each step. */
const PATIENCE: Record<Reviewed, number> = {
	submit: 0,
	confirm: 6,
	approve: 9,
	return: 8,
	resubmit: 12,
	reject: 10,
	appeal: 7,
	withdraw: 5,
};

const RETURNS: [code: string, note: string][] = [
	['missing_recognition', 'Bổ sung số và ngày của quyết định công nhận sáng kiến tại cơ sở.'],
	['missing_recognition', 'Ngày công nhận ghi trước ngày áp dụng, đề nghị kiểm tra lại.'],
	['unclear_effect', 'Nêu cách tính số tiền làm lợi: so với trước khi áp dụng, trong thời gian nào.'],
	['unclear_effect', 'Phần kết quả mới nêu chung chung, cần số liệu trước và sau.'],
	['unclear_content', 'Mô tả rõ hơn điểm khác so với cách làm cũ.'],
	['authors', 'Xem lại tỷ lệ đóng góp của các đồng tác giả.'],
	['wrong_group_or_field', 'Chọn lại lĩnh vực cho đúng với nội dung.'],
];
const REJECTIONS: [code: string, note: string][] = [
	['not_new', 'Cách làm này đã được đơn vị áp dụng từ trước theo quy trình hiện hành.'],
	['no_benefit', 'Hồ sơ không chứng minh được lợi ích sau thời gian dùng thử.'],
	['not_recognised', 'Hội đồng sáng kiến cơ sở chưa họp công nhận.'],
	['not_a_solution', 'Nội dung là kế hoạch công tác, chưa phải một giải pháp cụ thể.'],
	['duplicate', 'Nội dung trùng với sáng kiến khác của đơn vị đã nộp trước.'],
];

/** A legal history that began `daysAgo`; steps that would lie in the future have not happened yet. */
export function createHistory(random: Random, daysAgo: number): DemoStep[] {
	const steps: DemoStep[] = [];
	let at = daysAgo;
	for (const action of random.weighted(WAYS)) {
		// A third of a day at least: nobody decides in the minute of submission, and review has its queue.
		if (action !== 'submit') at -= 0.3 + random.next() ** 2 * PATIENCE[action];
		const when = Math.round(toWorkingHour(at) * 1e4) / 1e4;
		const last = steps.at(-1);
		if (when <= 0 || (last && when >= last.daysAgo)) break;
		steps.push({ action, daysAgo: when, ...explain(random, action) });
	}
	return steps;
}

function explain(random: Random, action: Reviewed): Pick<DemoStep, 'reasonCode' | 'note'> {
	if (action === 'appeal')
		return { note: 'Đề nghị xem lại, tác giả gửi kèm số liệu đối chứng sau ba tháng áp dụng.' };
	if (action === 'withdraw') return { note: 'Tác giả xin rút để bổ sung kết quả áp dụng.' };
	if (action !== 'return' && action !== 'reject') return {};
	const [reasonCode, note] = random.pick(action === 'return' ? RETURNS : REJECTIONS);
	return { reasonCode, note };
}

/** Moves the hour of a moment into 7h–21h of its day, keeping the order within the day. */
function toWorkingHour(daysAgo: number): number {
	const day = Math.floor(daysAgo);
	const untilMidnight = daysAgo - day;
	return day + (3 + untilMidnight * 14) / 24;
}
