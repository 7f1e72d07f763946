import { fold } from '#platform/text/fold.ts';

/** Every column of an officer's list that means something here; `ignored` ones are known and left out. */
export const LIST_COLUMNS = [
	'ordinal',
	'author',
	'coAuthors',
	'shares',
	'authorPhone',
	'identity',
	'unit',
	'group',
	'title',
	'field',
	'problem',
	'solution',
	'result',
	'socialBenefit',
	'difference',
	'benefit',
	'appliedOn',
	'submittedOn',
	'recognition',
	'recognisedBy',
	'recognitionNumber',
	'recognisedOn',
	'ignored',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/**
 * Headings as officers write them, folded. Without Vietnamese letters on purpose: half of the lists have
 * none. A longer name wins over a shorter one that it contains.
 */
const NAMES: Record<ListColumn, readonly string[]> = {
	ordinal: ['stt', 'tt', 'so tt', 'so thu tu', 'no'],
	author: [
		'ho va ten',
		'ho ten',
		'ho va ten tac gia',
		'ho ten tac gia',
		'tac gia',
		'ten tac gia',
		'tac gia sang kien',
		'ten tac gia sang kien',
		'tac gia nhom tac gia',
		'nhom tac gia',
		'tac gia dong tac gia',
		'nguoi de xuat',
		'ho va ten nguoi co sang kien',
		'ho ten doan vien',
		'author',
		'authors',
		'full name',
	],
	coAuthors: ['dong tac gia', 'cac dong tac gia', 'ten dong tac gia', 'nguoi tham gia', 'co authors'],
	shares: [
		'ty le dong gop',
		'ti le dong gop',
		'ty le',
		'ti le',
		'phan tram dong gop',
		'muc do dong gop',
		'ty le dong gop cua tac gia',
		'share',
	],
	authorPhone: [
		'so dien thoai',
		'dien thoai',
		'sdt',
		'dt',
		'so dt',
		'di dong',
		'dien thoai lien he',
		'phone',
	],
	identity: [
		'cccd',
		'so cccd',
		'cmnd',
		'so cmnd',
		'cmnd cccd',
		'can cuoc',
		'so can cuoc cong dan',
		'so dinh danh',
	],
	unit: [
		'don vi',
		'don vi cong tac',
		'noi cong tac',
		'co quan',
		'co quan don vi',
		'ten don vi',
		'cong doan co so',
		'cdcs',
		'cong doan',
		'noi lam viec',
		'cong ty',
		'truong',
		'phong ban don vi',
		'unit',
		'workplace',
	],
	group: ['doi tuong', 'nhom doi tuong', 'doi tuong tham gia', 'nhom doi tuong tham gia', 'thanh phan'],
	title: [
		'ten sang kien',
		'sang kien',
		'ten sang kien giai phap',
		'ten giai phap',
		'ten de tai',
		'ten de tai sang kien',
		'ten sang kien kinh nghiem',
		'noi dung sang kien',
		'ten sang kien cai tien',
		'title',
	],
	field: ['linh vuc', 'linh vuc ap dung', 'thuoc linh vuc', 'linh vuc sang kien', 'loai sang kien', 'field'],
	problem: [
		'van de',
		'thuc trang',
		'tinh trang truoc khi ap dung',
		'hien trang',
		'ly do',
		'truoc khi ap dung',
	],
	solution: [
		'giai phap',
		'noi dung giai phap',
		'mo ta',
		'mo ta giai phap',
		'mo ta sang kien',
		'noi dung',
		'tom tat',
		'tom tat noi dung',
		'tom tat noi dung sang kien',
	],
	result: [
		'ket qua',
		'hieu qua',
		'ket qua ap dung',
		'hieu qua ap dung',
		'hieu qua dat duoc',
		'ket qua dat duoc',
	],
	socialBenefit: [
		'hieu qua xa hoi',
		'loi ich xa hoi',
		'hieu qua ve xa hoi',
		'gia tri xa hoi',
		'social effect',
	],
	difference: [
		'diem khac diem moi so voi sang kien da co',
		'diem khac',
		'diem moi',
		'diem khac biet',
		'diem khac so voi sang kien da co',
		'diem moi so voi sang kien da co',
		'diem moi cua sang kien',
		'diem moi cua giai phap',
		'tinh moi',
		'tinh moi cua sang kien',
		'tinh moi cua giai phap',
		'difference',
	],
	benefit: [
		'gia tri lam loi',
		'so tien lam loi',
		'tien lam loi',
		'lam loi',
		'hieu qua kinh te',
		'gia tri kinh te',
		'loi ich kinh te',
		'gia tri tiet kiem',
		'so tien tiet kiem',
		'so tien',
		'thanh tien',
		'benefit',
	],
	appliedOn: [
		'ngay ap dung',
		'thoi gian ap dung',
		'thoi diem ap dung',
		'ngay ap dung lan dau',
		'ngay bat dau ap dung',
		'ngay dua vao ap dung',
		'ngay ap dung sang kien',
		'applied date',
	],
	submittedOn: ['ngay nop', 'ngay gui', 'ngay dang ky', 'thoi gian gui', 'thoi gian nop'],
	recognition: [
		'quyet dinh cong nhan',
		'so ngay quyet dinh',
		'so ngay quyet dinh cong nhan',
		'so quyet dinh ngay thang nam',
		'quyet dinh',
		'cong nhan',
	],
	recognisedBy: [
		'don vi cong nhan',
		'co quan cong nhan',
		'cap cong nhan',
		'noi cong nhan',
		'hoi dong cong nhan',
		'quyet dinh cong nhan co quan ban hanh',
		'co quan ban hanh',
		'quyet dinh cong nhan don vi',
		'quyet dinh cong nhan co quan',
	],
	recognitionNumber: [
		'so quyet dinh',
		'so quyet dinh cong nhan',
		'quyet dinh so',
		'quyet dinh cong nhan so',
		'so qd',
		'so qd cong nhan',
		'quyet dinh cong nhan so quyet dinh',
	],
	recognisedOn: [
		'ngay quyet dinh',
		'ngay cong nhan',
		'ngay quyet dinh cong nhan',
		'quyet dinh cong nhan ngay',
		'quyet dinh ngay',
		'ngay qd',
		'ngay ky quyet dinh',
	],
	ignored: [
		'ghi chu',
		'chuc vu',
		'chuc danh',
		'chuc vu nghe nghiep',
		'trinh do',
		'trinh do chuyen mon',
		'gioi tinh',
		'nam nu',
		'ngay sinh',
		'nam sinh',
		'dan toc',
		'ngay cap',
		'noi cap',
		'ma so',
		'don vi tinh',
		'dvt',
		'loi can sua',
		'errors to fix',
		'note',
		// A list that was exported comes with what others verified: that is theirs to state again.
		'gia tri don vi tham dinh',
		'gia tri trung uong tham dinh',
		'benefit verified by the unit',
		'benefit verified centrally',
	],
};

const COLUMN_OF = new Map(
	LIST_COLUMNS.flatMap((column) => NAMES[column].map((name) => [name, column] as const)),
);
const LONGEST_FIRST = [...COLUMN_OF.keys()].sort((a, b) => b.length - a.length);
const WORDS_OF = LONGEST_FIRST.map((known) => ({ known, words: known.split(' ') })).filter(
	({ words }) => words.length > 1,
);

export interface HeadingMatch {
	readonly column: ListColumn;
	/** 1 the very name · 0.9 the very name under another one · 0.8 a known name among other words · 0.6 most words in common. */
	readonly confidence: number;
}

/** Between the parts of a heading over several rows: «Tác giả / Số CCCD». */
export const HEADING_PARTS = ' / ';

/** What a heading means, or null. «Giá trị làm lợi (đồng)», «TÁC  GIẢ» and «tac gia» are all known. */
export function recogniseHeading(heading: string): HeadingMatch | null {
	const name = fold(heading.replace(/\([^)]*\)/g, ' '));
	// A sentence is no heading, whatever words stand in it
	if (name === '' || name.length > 80) return null;
	const exact = COLUMN_OF.get(name);
	if (exact) return { column: exact, confidence: 1 };
	// The lower row says what a column is, the upper one only whose
	const lowest = COLUMN_OF.get(fold(heading.split(HEADING_PARTS).at(-1)!));
	if (lowest) return { column: lowest, confidence: 0.9 };
	const within = LONGEST_FIRST.find((known) => known.length > 3 && ` ${name} `.includes(` ${known} `));
	if (within) return { column: COLUMN_OF.get(within)!, confidence: 0.8 };
	const words = new Set(name.split(' '));
	const close = WORDS_OF.find(({ words: known }) => inCommon(words, known) >= 0.6);
	return close ? { column: COLUMN_OF.get(close.known)!, confidence: 0.6 } : null;
}

/** Share of the words of either that are in both; one alone says too little. */
function inCommon(words: ReadonlySet<string>, known: readonly string[]): number {
	const common = known.filter((word) => words.has(word)).length;
	return common < 2 ? 0 : common / (words.size + known.length - common);
}
