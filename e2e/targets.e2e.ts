import { expect, test } from 'vitest';
import type { Actor } from '#features/people/rules.ts';
import { targetsOf } from '#features/targets/queries/targets.ts';
import { addUnits } from '#features/units/commands.ts';
import { sql } from '#platform/db/db.ts';
import { readWorkbook } from '#platform/excel/read.ts';
import { expectAccessible, newPage, type PageOptions } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits, TODAY } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const CODES = ['CS1', 'CS2', 'CS3', 'CS4'];
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['KHAC', 'TLD', 'provincial_federation'],
	...CODES.map((code) => [code, 'TINH', 'grassroots'] as const),
]);
const unit = (code: string) => units.get(code)!.id;
// The last one has no figure of members.
await db.transaction((tx) =>
	addUnits(
		tx,
		CODES.slice(0, 3).map((code, index) => ({
			code,
			name: `Đơn vị ${code}`,
			parent: 'TINH',
			kind: 'grassroots',
			from: '2018-01-01',
			members: [600, 300, 100][index]!,
			membersAsOf: '2026-01-01',
			membersSource: 'Báo cáo',
		})),
		{ today: TODAY },
	),
);
const programme = await makeProgramme(db, { code: 'demo' });
const reviewer = await makePerson(db, 'reviewer', unit('TINH'));
const manager = await makePerson(db, 'manager', unit('TLD'));
const officer = await makePerson(db, 'officer', unit('CS1'));

async function pageOf(actor: Actor, options: PageOptions = {}) {
	const page = await newPage({ baseURL: url, ...options });
	const [name = '', value = ''] = (await cookieOf(actor)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}
const numbers = async (phaseId: number | null = null) => {
	const targets = await targetsOf(db, programme.id, CODES.map(unit), { phaseId });
	return CODES.map((code) => targets.get(unit(code))!.inForce?.number ?? null);
};

test.each([
	{ javaScript: true, width: 1280, phase: 0 },
	{ javaScript: false, width: 360, phase: 1 },
])(
	'a province hands its target down, adjusts it by hand, publishes and takes it back (%o)',
	async ({ javaScript, width, phase }) => {
		const { code, id } = programme.phases[phase]!;
		const above = await pageOf(manager, { javaScript });
		await above.goto(`/chi-tieu?don-vi=TINH&ky=${code}`);
		await above.getByLabel('Số sáng kiến').fill('1.001');
		await above.getByLabel('Căn cứ').fill('Kế hoạch <b>15</b>');
		await above.getByRole('button', { name: 'Công bố', exact: true }).click();
		await above.getByText('Đã công bố.').waitFor();
		await above.context().close();

		const page = await pageOf(reviewer, { javaScript, width });
		await page.goto(`/chi-tieu?ky=${code}`);
		await page.getByText('Chỉ tiêu của đơn vị là 1.001; chưa đơn vị trực thuộc nào có chỉ tiêu.').waitFor();
		await page.getByText('Kế hoạch <b>15</b>').first().waitFor();
		await page.getByRole('button', { name: 'Giao chỉ tiêu xuống' }).click();
		await page.waitForURL(/phan-bo/);
		await page.getByText('Cộng: 1.001, đúng bằng số đem giao.').waitFor();
		await page.getByText('1 đơn vị chưa có số đoàn viên').waitFor();
		await expectNumbers(page, ['601', '300', '100', '0']);

		// The minimum cannot be had by all of them: the page says so and does not publish.
		await page.getByLabel('Mỗi đơn vị ít nhất').fill('300');
		await page.getByRole('button', { name: 'Tính thử' }).click();
		await page.getByText('Mức tối thiểu cần 1.200 mà chỉ còn 1.001 để chia.').waitFor();
		if (javaScript) await expectAccessible(page);
		await page.getByLabel('Mỗi đơn vị ít nhất').fill('50');
		await page.getByRole('button', { name: 'Tính thử' }).click();
		await expectNumbers(page, ['571', '285', '95', '50']);

		await page.getByLabel('Chỉ tiêu sẽ giao cho Đơn vị CS4').fill('60');
		if (javaScript) await page.getByText('Cộng: 1.011 trên 1.001. Vượt 10.').waitFor();
		// Pressing publish first shows what comes of what was typed.
		await page.getByRole('button', { name: 'Công bố tất cả' }).click();
		await page.getByText('Hãy xem lại rồi bấm công bố lần nữa.').waitFor();
		await expectNumbers(page, ['565', '282', '94', '60']);
		expect(await numbers(id)).toEqual([null, null, null, null]);

		// It can be left and come back to.
		await page.goto(`/chi-tieu?ky=${code}`);
		await page.getByRole('link', { name: /chia 1\.001/ }).click();
		await expectNumbers(page, ['565', '282', '94', '60']);
		await page.getByRole('button', { name: 'Công bố tất cả' }).click();
		await page.getByText('Các đơn vị trực thuộc cộng lại là 1.001, đúng bằng chỉ tiêu của đơn vị.').waitFor();
		expect(await numbers(id)).toEqual([565, 282, 94, 60]);
		if (javaScript) await expectAccessible(page);

		await page.goto(`/chi-tieu?ky=${code}&da=cong-bo`);
		await page.getByRole('status').getByRole('button', { name: 'Hoàn tác' }).click();
		await page.getByText('Đã hoàn tác').first().waitFor();
		expect(await numbers(id)).toEqual([null, null, null, null]);
		await page.context().close();
	},
);

test('a unit registers its own target, which counts until the unit above assigns one', async () => {
	const page = await pageOf(officer, { width: 360 });
	await page.goto('/chi-tieu');
	await page.getByLabel('Số sáng kiến').fill('nhiều');
	await page.getByRole('button', { name: 'Công bố', exact: true }).click();
	await page.getByRole('link', { name: /Hãy nhập số nguyên từ 0/ }).waitFor();
	await expectAccessible(page);
	expect(await page.getByLabel('Số sáng kiến').inputValue()).toBe('nhiều');
	await page.getByLabel('Số sáng kiến').fill('45');
	await page.keyboard.press('Enter');
	await page.getByText('Đã công bố.').waitFor();
	expect((await numbers())[0]).toBe(45);
	expect(await page.getByLabel('Giao', { exact: true }).count()).toBe(0);
	await page.goto('/chi-tieu?don-vi=CS2');
	await page.getByText('Không tìm thấy').first().waitFor();
	await page.context().close();
});

test.each([true, false])(
	'an officer takes the list, fills it in and publishes it whole (JavaScript: %s)',
	async (javaScript) => {
		const page = await pageOf(reviewer, { javaScript });
		await page.goto('/chi-tieu');
		const response = await page.request.get(`${url}/chi-tieu/mau?don-vi=TINH`);
		const template = await readWorkbook(new Uint8Array(await response.body()), 'mau.xlsx');
		const [header, ...rows] = template.sheets[0]!.rows;
		expect(new Set(rows.map(([code]) => code))).toEqual(new Set(CODES));
		const number = javaScript ? 70 : 71;
		const list = (second: string) => ({
			name: 'chi-tieu.csv',
			mimeType: 'text/csv',
			buffer: Buffer.from([header!.join(','), `CS2,,,,Giao,${number}`, `${second},,,,Giao,80`].join('\n')),
		});
		await page.getByRole('link', { name: 'Nhập từ Excel' }).click();
		await page.locator('input[type=file]').setInputFiles(list('KHAC'));
		await page.getByRole('button', { name: 'Kiểm tra' }).click();
		await page.getByText('Không có đơn vị mang mã này trong phạm vi của bạn.').waitFor();
		expect(await page.getByRole('button', { name: 'Công bố danh sách' }).count()).toBe(0);
		if (javaScript) await expectAccessible(page);
		await page.locator('input[type=file]').setInputFiles(list('CS3'));
		await page.getByRole('button', { name: 'Kiểm tra' }).click();
		await page.getByRole('button', { name: 'Công bố danh sách' }).click();
		await page.getByText('Đã công bố danh sách').waitFor();
		expect((await numbers()).slice(1, 3)).toEqual([number, 80]);
		await page.context().close();
	},
);

test('a unit’s public page names result and target of its attainment', async () => {
	const phase = programme.phases[0]!;
	await db.rows(
		sql`insert into tally_by_unit values (${programme.id}, ${unit('CS3')}, 'submitted', 8000, 0)`,
	);
	await db.rows(sql`insert into tally_by_class values
		(${programme.id}, ${unit('CS3')}, 'approved', ${phase.id}, 0, 0, 6308, 0)`);
	const above = await pageOf(reviewer);
	await above.goto(`/chi-tieu?don-vi=CS3&ky=${phase.code}`);
	await above.getByLabel('Số sáng kiến').fill('4100');
	await above.getByRole('button', { name: 'Công bố', exact: true }).click();
	await above.getByText('Đã công bố.').waitFor();
	await above.context().close();
	for (const [lang, words] of [
		['vi', ['đạt 153,9 %', 'vượt 53,9 %', '6.308 sáng kiến được phê duyệt ÷ chỉ tiêu giao 4.100']],
		['en', ['attains 153.9%', 'exceeds by 53.9%', '6,308 approved initiatives ÷ assigned target of 4,100']],
	] as const) {
		const page = await newPage({ baseURL: url, width: 360 });
		await page.goto(`/don-vi/CS3?ky=${phase.code}&lang=${lang}`);
		for (const word of words) await page.getByText(word).first().waitFor();
		await expectAccessible(page);
		await page.context().close();
	}
});

async function expectNumbers(page: Awaited<ReturnType<typeof pageOf>>, shown: string[]) {
	await expect
		.poll(() =>
			page
				.locator('input.number')
				.evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value)),
		)
		.toEqual(shown);
}
