import { addDays, type LocalDate } from '#platform/clock/clock.ts';
import type { Random } from './random.ts';
import type { Setting } from './words/details/settings.ts';
import { STUFF } from './words/details/stuff.ts';

type Fill = (pattern: string) => string;

const several = (random: Random, low: number, high: number, one: () => string) =>
	Array.from({ length: random.int(low, high) }, one).join(', ');

/** A few of a list, none twice. */
function draw(random: Random, list: readonly string[], low: number, high: number): string[] {
	const drawn = new Set<string>();
	const count = random.int(low, high);
	while (drawn.size < count) drawn.add(random.pick(list));
	return [...drawn];
}

/** Figures before the change: «Ghi trong 6 ngày: 41, 38, 44 lượt». */
export function figuresBefore(random: Random, fill: Fill): string {
	const middle = random.int(14, 90);
	const figure = () => String(random.int(Math.ceil(middle * 0.8), Math.ceil(middle * 1.25)));
	return fill(
		`[Số|Con số|Số liệu] [ghi được|đếm được|trong {log}] [trước khi đổi|hồi {before}|lúc chưa làm]: ${several(random, 5, 8, figure)} [lượt|phút|lần] [mỗi {day}|một {day}|{day} một].`,
	);
}

/** Figures after it, falling. */
export function figuresAfter(random: Random, fill: Fill): string {
	let figure = random.int(38, 96);
	const next = () => {
		figure = Math.max(3, figure - random.int(1, 9));
		return String(figure);
	};
	return fill(
		`[Từ {applied}|Kể từ {applied}|Các tuần sau] [đếm|ghi|cộng] [được|lần lượt|theo tuần]: ${several(random, 5, 8, next)} [lượt|phút|lần].`,
	);
}

/** What it was made of. */
export function materials(random: Random, fill: Fill, setting: Setting): string {
	const things = draw(random, STUFF[setting].things, 3, 5).map((each) => `${random.int(2, 48)} ${each}`);
	return fill(`[Đã dùng|Cần đến|Đồ dùng gồm|Mua và xin được]: ${things.join(', ')}.`);
}

/** Who did what. */
export function helpers(random: Random, fill: Fill, setting: Setting, mates: readonly string[]): string {
	const roles = draw(random, STUFF[setting].roles, 2, 4);
	const people = draw(random, mates, roles.length, roles.length);
	const all = people.map((person, index) => `${person} (${roles[index]})`);
	return fill(`[Cùng làm có|Góp sức có|Tham gia còn có] ${all.join(', ')}.`);
}

/** What was done when, up to the day from which all worked so. */
export function stages(random: Random, fill: Fill, setting: Setting, appliedOn: LocalDate): string {
	const all = STUFF[setting].stages;
	const chosen = new Set(draw(random, all, 3, 5));
	let ago = random.int(45, 80);
	const told = all
		.filter((stage) => chosen.has(stage))
		.map((stage) => {
			ago -= random.int(4, 13);
			const [, month, day] = addDays(appliedOn, -ago).split('-').map(Number);
			return `${day}/${month} ${stage}`;
		});
	return fill(`[Các mốc|Trình tự|Ngày tháng]: ${told.join(', ')}.`);
}
