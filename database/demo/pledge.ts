import type { Criterion } from '#features/pledges/schema.ts';

/** The cluster of the unit whose officer signs in: some workplaces of one zone, with that unit at its head. */
export const DEMO_CLUSTER = {
	code: 'CUM-KCN-38-01',
	name: 'Cụm thi đua doanh nghiệp khu kinh tế Nghi Sơn',
	owner: 'KCN-38',
	head: 'CS-00051',
	members: ['CS-00049', 'CS-00050', 'CS-00051', 'CS-00052', 'CS-00053'],
} as const;

/** What the cluster agrees on, and what each unit pledges: approved, approved for each 1,000 members in tenths. */
export const DEMO_PLEDGE: {
	title: string;
	criteria: Criterion[];
	numbers: Record<string, Record<string, number>>;
	/** Who has signed so far. */
	signed: readonly string[];
	self: { unit: string; criterion: number; points: number; evidence: string }[];
	head: { unit: string; criterion: number; points: number; reason: string }[];
} = {
	title: 'Giao ước thi đua sáng kiến của cụm',
	criteria: [
		{ id: 1, kind: 'approved', name: '', most: 50 },
		{ id: 2, kind: 'per_thousand', name: '', most: 30 },
		{ id: 3, kind: 'by_hand', name: 'Tuyên truyền, hướng dẫn đoàn viên viết sáng kiến', most: 20 },
	],
	numbers: {
		'CS-00049': { 1: 6, 2: 20 },
		'CS-00050': { 1: 4, 2: 15 },
		'CS-00051': { 1: 12, 2: 35 },
		'CS-00052': { 1: 3, 2: 10 },
	},
	signed: ['CS-00049', 'CS-00051', 'CS-00052'],
	self: [
		{ unit: 'CS-00049', criterion: 3, points: 180, evidence: 'Hai buổi hướng dẫn, 64 đoàn viên dự' },
		{ unit: 'CS-00051', criterion: 3, points: 200, evidence: 'Tổ hỗ trợ sáng kiến trực thứ Năm hằng tuần' },
	],
	head: [{ unit: 'CS-00049', criterion: 3, points: 160, reason: 'Một buổi trùng với họp chuyên môn' }],
};
