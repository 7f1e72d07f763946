import { expect, test } from 'vitest';
import { bars } from './bars.ts';
import { choropleth, type Outlines } from './map.ts';
import { classesOf, classOf, linear } from './scale.ts';
import { columns, cumulative, type Step } from './series.ts';
import { el, spot, text } from './svg.ts';
import { dateTicks } from './time-axis.ts';

const frame = {
	width: 340,
	height: 200,
	label: 'Lượt nộp',
	from: '2022-04-21',
	to: '2022-05-31',
	locale: 'vi' as const,
	bands: [],
};
const step = (day: string, value: number): Step => ({ from: day, to: day, value, tip: `${day}: ${value}` });
/** Numbers of an attribute, in order. */
const numbers = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map((match) => Number(match[1]));
const wholeNumbers = (svg: string) => expect(svg).not.toMatch(/NaN|Infinity|undefined/);

test('scales end on round values and hold nothing', () => {
	expect(linear([2_409_104], [0, 100]).ticks).toEqual([0, 1_000_000, 2_000_000, 3_000_000]);
	expect(linear([696_948], [0, 100]).ticks).toEqual([0, 200_000, 400_000, 600_000, 800_000]);
	expect(linear([3], [0, 100]).ticks).toEqual([0, 1, 2, 3]);
	expect(linear([], [0, 100]).ticks).toEqual([0, 1]);
	expect(linear([0, 0], [0, 100])(0)).toBe(0);
	const net = linear([-12, 30], [100, 0]);
	expect([net.low, net.high]).toEqual([-20, 40]);
	expect(net(0)).toBeGreaterThan(net(30));
	expect(net(-12)).toBeGreaterThan(net(0));
});

test('classes begin at round values, and there are no more of them than values differ', () => {
	expect(classesOf([])).toEqual([0]);
	expect(classesOf([0, 0])).toEqual([0]);
	expect(classesOf([7])).toEqual([0, 7]);
	const many = Array.from({ length: 63 }, (_, index) => (index + 1) ** 3);
	const starts = classesOf(many);
	expect(starts).toHaveLength(5);
	expect(starts).toEqual([...starts].sort((a, b) => a - b));
	const sizes = starts.map((_, index) => many.filter((value) => classOf(value, starts) === index).length);
	expect(Math.min(...sizes)).toBeGreaterThan(8);
	expect(classOf(0, starts)).toBe(0);
	expect(classOf(1e9, starts)).toBe(4);
});

test('dates are marked by day, month or year, as there is room', () => {
	expect(dateTicks('2022-04-21', '2022-05-31', 5).map(({ text }) => text)).toEqual([
		'21/4',
		'30/4',
		'9/5',
		'18/5',
		'27/5',
	]);
	expect(dateTicks('2022-01-08', '2023-08-31', 5).map(({ text }) => text)).toEqual([
		'7/2022',
		'1/2023',
		'7/2023',
	]);
	expect(dateTicks('2018-01-01', '2023-12-31', 4).map(({ text }) => text)).toEqual(['2018', '2020', '2022']);
	expect(dateTicks('2022-01-08', '2022-01-08', 5)).toEqual([{ date: '2022-01-08', text: '8/1' }]);
});

test('values are written as the language writes them', () => {
	const one = [step('2022-05-31', 696_948)];
	expect(cumulative(frame, one)).toContain('>200.000<');
	expect(cumulative({ ...frame, locale: 'en' }, one)).toContain('>200,000<');
});

test('nothing, one point and huge values draw a whole picture', () => {
	for (const steps of [[], [step('2022-05-01', 5)], [step('2022-05-01', 9e15), step('2022-05-02', 0)]])
		for (const draw of [columns, cumulative]) {
			const svg = draw(frame, steps);
			wholeNumbers(svg);
			expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="Lượt nộp"/);
			expect(numbers(svg, / height="(-?[\d.]+)"/g).every((height) => height >= 0)).toBe(true);
		}
	const day = { ...frame, from: '2022-05-01', to: '2022-05-01' };
	wholeNumbers(columns(day, [step('2022-05-01', 1)]));
});

test('a day that took more back than came in goes below nothing', () => {
	const svg = columns(frame, [step('2022-05-01', 30), step('2022-05-02', -12)]);
	const [up, down] = [...svg.matchAll(/<rect x="[\d.]+" y="([\d.]+)"[^>]* fill="#(?:1a3d7c|a3221d)"\/>/g)];
	expect(Number(down![1])).toBeGreaterThan(Number(up![1]));
	expect(svg).toContain('fill="#a3221d"');
});

test('a campaign is a band as wide as its days, and a later one than the series is not drawn', () => {
	const band = { from: '2022-04-21', to: '2022-05-31', label: '40 ngày cao điểm' };
	const svg = columns({ ...frame, bands: [band] }, [step('2022-05-01', 1)]);
	expect(svg).toContain('<rect x="0" y="0" width="340" height="176" fill="#fbf0d6"/>');
	expect(svg).toContain('40 ngày cao điểm');
	const later = { from: '2023-01-01', to: '2023-01-31', label: 'Sau' };
	expect(columns({ ...frame, bands: [later] }, [])).not.toContain('Sau');
});

test('the line of the plan reaches its value at the end of its day', () => {
	const svg = cumulative(
		frame,
		[step('2022-05-31', 100)],
		[
			{ on: '2022-04-20', value: 0 },
			{ on: '2022-05-31', value: 200 },
		],
	);
	const [, end] = /stroke="#e3ab3c"[^>]*>/.exec(svg)
		? /d="M0 176L([\d.]+ [\d.]+)" stroke="#e3ab3c"/.exec(svg)!
		: [];
	expect(end).toBe('340 24');
});

test('what somebody wrote stays text', () => {
	const bad = `</svg><script>alert('1')</script>&"\u0000`;
	const svgs = [
		columns({ ...frame, label: bad, bands: [{ from: frame.from, to: frame.to, label: bad }] }, [
			{ ...step('2022-05-01', 1), tip: bad },
		]),
		bars({ width: 340, label: bad }, [bad, bad], [{ label: bad, bars: [], tip: bad }]),
		el('a', { href: `javascript:"${bad}` }, text(bad)),
		spot(bad, el('rect'), `/don-vi/"${bad}`),
	];
	for (const svg of svgs) {
		expect(svg).not.toContain('<script');
		expect(svg).not.toContain('\u0000');
		expect(svg).not.toMatch(/="[^"]*<[^"]*"/);
	}
});

test('bars are as long as their values, and one of nothing has no length', () => {
	const svg = bars(
		{ width: 374, label: 'Phân bố' },
		['Số', 'Tiền'],
		[
			{
				label: 'nhỏ',
				bars: [
					{ value: 300, text: '300' },
					{ value: 0, text: '0' },
				],
				tip: 'nhỏ',
			},
			{
				label: 'lớn',
				bars: [
					{ value: 150, text: '150' },
					{ value: 75, text: '75' },
				],
				tip: 'lớn',
			},
		],
	);
	expect(numbers(svg, /width="([\d.]+)" height="14" rx="2" fill="#(?:1a3d7c|e3ab3c)"/g)).toEqual([
		300, 0, 150, 75,
	]);
});

const outlines: Outlines = {
	size: { width: 100, height: 100 },
	insets: [{ name: 'hoang_sa', x: 60, y: 40, width: 30, height: 20 }],
	provinces: [
		{ code: '01', name: 'Hà Nội', d: 'M0 0l10 0 0 10z', at: [1, 1] },
		{ code: '48', name: 'Đà Nẵng', d: 'M20 20l10 0 0 10z', at: [1, 1] },
	],
};

test('a map draws every area, names its frames, and links what is known', () => {
	const svg = choropleth(
		{
			width: 340,
			label: 'Bản đồ',
			locale: 'vi',
			title: ['Sáng kiến'],
			starts: [0, 1_000],
			insets: { hoang_sa: ['Quần đảo', 'Hoàng Sa'] },
			unknown: 'Chưa có số liệu',
		},
		outlines,
		new Map([['01', { value: 1_500, tip: 'Hà Nội: 1.500', href: '/don-vi/LDLD-01' }]]),
	);
	expect(svg.match(/<path /g)).toHaveLength(2);
	expect(svg).toContain('<a href="/don-vi/LDLD-01" aria-label="Hà Nội: 1.500">');
	expect(svg).toContain('Đà Nẵng: Chưa có số liệu');
	expect(svg).toContain('Hoàng Sa');
	expect(svg).toContain('≥ 1.000');
	expect(svg).toContain('&lt; 1.000');
});
