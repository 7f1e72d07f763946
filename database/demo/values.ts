import type { DemoStep } from './histories.ts';
import type { DemoInitiative } from './initiatives.ts';
import type { Random } from './random.ts';

/** How many of those approved with a declared sum the unit's side has verified. */
const VERIFIED = 0.22;
/** Of the largest ones the centre has looked at some; the others head its list. */
const LARGEST = 10;

const LOWER = [
	'Đối chiếu sổ kho và phiếu xuất vật tư: có tháng không áp dụng được, chỉ tính những tháng có số liệu.',
	'Tính lại theo đơn giá ghi trong hợp đồng, thấp hơn đơn giá tác giả dùng.',
	'Trừ chi phí mua sắm ban đầu mà bản khai chưa trừ.',
	'Một phần tiết kiệm đã tính vào sáng kiến khác của phân xưởng, không tính hai lần.',
];
const HIGHER = [
	'Đối chiếu sổ theo dõi: đã áp dụng thêm ở hai tổ, bản khai chưa tính.',
	'Bản khai chỉ tính đến tháng trước; tính đủ kỳ theo báo cáo của kế toán.',
];
const FAR_BELOW =
	'Bản khai nhân giá trị một ca cho cả năm và cho mọi phân xưởng; chứng từ chỉ chứng minh một dây chuyền chạy thử ba tuần.';
const CENTRAL = 'Tổ thẩm định kiểm tra hồ sơ kế toán tại đơn vị, thống nhất mức này.';

/**
 * Lets some approved initiatives be verified, after everything else that happened to them: most as declared, some at
 * less or more, and the largest of all far below what was declared. `certain` are those that always are.
 */
export function verifySome(
	random: Random,
	initiatives: readonly DemoInitiative[],
	certain: ReadonlySet<DemoInitiative> = new Set(),
): void {
	const approved = initiatives.filter(
		({ benefitAmount, history }) =>
			(benefitAmount ?? 0) > 0 && history.at(-1)!.action === 'approve' && history.at(-1)!.daysAgo > 1,
	);
	const largest = [...approved]
		.sort((one, other) => other.benefitAmount! - one.benefitAmount!)
		.slice(0, LARGEST);
	for (const initiative of approved) {
		const place = largest.indexOf(initiative);
		const [chosen, verified] = [random.chance(VERIFIED), verifiedAmount(random, initiative.benefitAmount!)];
		if (place === 0) {
			const amount = rounded(initiative.benefitAmount! * 0.04);
			verify(initiative, 'verify_benefit', amount, FAR_BELOW);
			verify(initiative, 'verify_centrally', amount, CENTRAL);
		} else if (place > 0 && place % 3 === 0) {
			verify(initiative, 'verify_benefit', verified.amount, verified.note);
			verify(initiative, 'verify_centrally', verified.amount, CENTRAL);
		} else if (place < 0 && (chosen || certain.has(initiative)))
			verify(initiative, 'verify_benefit', verified.amount, verified.note);
	}
}

function verifiedAmount(random: Random, declared: number): { amount: number; note: string } {
	const kind = random.weighted([
		['same', 60],
		['lower', 30],
		['higher', 10],
	]);
	const factor = kind === 'lower' ? 0.35 + random.next() * 0.6 : 1.05 + random.next() * 0.25;
	const note = random.pick(kind === 'lower' ? LOWER : HIGHER);
	return kind === 'same' ? { amount: declared, note: '' } : { amount: rounded(declared * factor), note };
}

const rounded = (amount: number) => Math.max(100_000, Math.round(amount / 100_000) * 100_000);

/** Half of the time that is left, so that one step follows the other and none lies in the future. */
function verify(initiative: DemoInitiative, action: DemoStep['action'], amount: number, note: string): void {
	const daysAgo = Math.round(initiative.history.at(-1)!.daysAgo * 0.5 * 1e4) / 1e4;
	initiative.history.push({ action, daysAgo, amount, ...(note && { note }) });
}
