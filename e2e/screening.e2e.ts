import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { codeOf, type NewInitiative } from '#features/initiatives/schema.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import { decide } from '#features/review/commands.ts';
import { sql } from '#platform/db/db.ts';
import { expectAccessible, newPage, type PageOptions } from '#testing/browser.ts';
import { testPortal } from '#testing/portal.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative } from '#testing/world.ts';

const { url, portal, cookieOf } = await testPortal();
const { db } = portal;
const units = await makeUnits(db, [
	['TINH', 'TLD', 'provincial_federation'],
	['CS', 'TINH', 'grassroots'],
	['KHAC', 'TLD', 'provincial_federation'],
	['CS9', 'KHAC', 'grassroots'],
]);
const unit = (code: string) => units.get(code)!.id;
const programme = await makeProgramme(db, {
	code: 'thu',
	reasons: [
		{ code: 'khong-dat', kind: 'reject', name: { vi: 'Không đạt', en: 'Not good enough' } },
		{ code: 'duplicate', kind: 'reject', name: { vi: 'Trùng sáng kiến đã nộp', en: 'Submitted before' } },
		{ code: 'bo-sung', kind: 'return', name: { vi: 'Cần bổ sung', en: 'To be completed' } },
	],
});
const reviewer = await makePerson(db, 'reviewer', unit('TINH'), 'Lê Thẩm Duyệt');
const officer = await makePerson(db, 'officer', unit('CS'), 'Trần Cán Bộ');

const SECRET = 'zq7mật';
/** Two stretches of two sentences each, and one that stands between them in the copy only. */
const STORIES = {
	belt: {
		first:
			'Tổ cơ điện lắp thêm cảm biến quang ở đầu băng tải, khi phôi kẹt thì máy tự dừng sau nửa giây và đèn vàng báo ' +
			'cho người trực; nhờ vậy không còn ai thò tay vào lô cuốn.',
		changed: ['nửa giây', 'hai phẩy năm giây'],
		second:
			'Lò hơi được bọc lại bằng bông gốm, van xả đổi sang loại tự động và nước ngưng quay về bồn cấp, than tiêu thụ ' +
			'giảm rõ mà áp suất vẫn giữ đều suốt ca.',
	},
	clinic: {
		first:
			'Trạm y tế xã lập sổ theo dõi huyết áp tại nhà, y tá thôn ghi bằng giọng nói rồi máy chép thành bảng hằng tuần ' +
			'để bác sĩ gọi người bệnh quên thuốc.',
		changed: ['người bệnh', 'bệnh nhân cao tuổi'],
		second:
			'Kho vắc xin có nhiệt kế gửi tin nhắn khi quá tám độ, người trực đêm nhận chuông, cửa tủ hở quá hai phút cũng ' +
			'báo nên cả quý không hỏng lọ nào.',
	},
} as const;
const BETWEEN =
	'Giáo viên tổ hóa soạn bộ thí nghiệm ảo về chuẩn độ, học sinh tự đo điểm tương đương trên điện thoại của lớp, ' +
	'kết quả gom về một bảng để cả tổ cùng rút kinh nghiệm sau mỗi tiết.';
const KITCHEN =
	'Bếp ăn ca ba đổi sang nồi hấp đa tầng, khay inox xếp theo màu, thực đơn tuần dán ở cửa để góp ý.';

/** Submits as an officer does for others, confirms, and waits until it is screened. */
async function submitted(
	title: string,
	over: Partial<NewInitiative>,
	code = 'CS',
	author = 'Phạm Văn Tác Giả',
) {
	const enters = code === 'CS' ? officer : await makePerson(db, 'officer', unit(code));
	const initiative = newInitiative(programme, { accountId: 0, name: author }, unit(code), title, {
		authors: [{ name: author, share: 10_000, accountId: null, namePublic: true }],
		...over,
	});
	const [made] = await db.transaction((tx) =>
		submitInitiatives(
			tx,
			enters.accountId,
			scopeOf(enters, 'submit_for_others'),
			programme,
			[{ initiative, kind: 'proxy', key: title }],
			new Date(),
		),
	);
	const { id } = made!;
	await db.transaction((tx) =>
		decide(tx, enters, [programme], [{ id, action: 'confirm', note: '' }], new Date()),
	);
	while (!(await db.first(sql`select 1 from similarity_results where subject = ${id}`))) await sleep(50);
	return id;
}

/** An original, and what was made of it by changing words and adding a stretch of one's own. */
async function copied(mark: string, story: keyof typeof STORIES = 'belt') {
	const { first, changed, second } = STORIES[story];
	const original = await submitted(`Máy tự dừng ${mark}`, {
		problem: KITCHEN,
		solution: first,
		result: second,
	});
	const copy = await submitted(`An toàn băng tải ${mark}`, {
		problem: 'Nhà xe dột khi mưa to.',
		solution: `${first.replace(changed[0], changed[1])}\n\n${BETWEEN}`,
		result: second,
		difference: 'Của tôi dùng cho xưởng hai.',
	});
	return { original: codeOf(original), copy: codeOf(copy) };
}

async function pageOf(actor: Actor, options: PageOptions = {}) {
	const page = await newPage({ baseURL: url, ...options });
	const [name = '', value = ''] = (await cookieOf(actor)).split('=');
	await page.context().addCookies([{ name, value, url }]);
	return page;
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.id);

const inWindow = (page: Page, selector: string) =>
	page.evaluate((name) => {
		const { top, bottom } = document.querySelector(name)!.getBoundingClientRect();
		return bottom > 0 && top < window.innerHeight;
	}, selector);

test.each([360, 1280])(
	'a reviewer finds a copy in the queue, judges it passage by passage by keyboard, and rejects it (%s px)',
	async (width) => {
		const { original, copy } = await copied(`số ${width}`);
		const page = await pageOf(reviewer, { width });
		await page.goto('/duyet?band=unjudged');
		await page.getByText('Trùng lặp').first().waitFor();
		await expectAccessible(page);
		await page.getByRole('link', { name: `An toàn băng tải số ${width}` }).click();
		await page.getByText('Của tôi dùng cho xưởng hai.').waitFor();
		await page.getByText('Cùng tác giả').first().waitFor();
		await page.getByText('Hãy mở từng cặp để xem, rồi kết luận.').waitFor();
		await expectAccessible(page);
		await page.getByRole('link', { name: new RegExp(`^${original}`) }).click();

		await page.getByRole('heading', { name: `Đối chiếu ${copy} với ${original}` }).waitFor();
		await page.getByText('2 đoạn chung').first().waitFor();
		await expectAccessible(page);
		await page.locator('summary', { hasText: 'Phím tắt' }).click();
		await page.getByLabel('Bật phím tắt trên máy này').check();
		const place = width < 600 ? '#p' : '#a';
		await page.keyboard.press('n');
		await page.getByText('Đoạn 1 / 2').waitFor();
		expect(await inWindow(page, `${place}-1`)).toBe(true);
		await page.keyboard.press('n');
		await page.getByText('Đoạn 2 / 2').waitFor();
		expect(await inWindow(page, `${place}-2`)).toBe(true);
		// both texts have moved
		if (width > 600) expect(await inWindow(page, '#b-2')).toBe(true);
		await page.keyboard.press('p');
		await page.getByText('Đoạn 1 / 2').waitFor();
		const changed = page.locator(width < 600 ? '[id^="p-"] ins' : '#columns ins');
		expect(await changed.allInnerTexts()).toContain('hai phẩy năm');

		await page.keyboard.press('v');
		await page.keyboard.press('Space');
		await page.getByLabel('Lý do').fill('Giống cả câu, chỉ đổi con số.');
		await page.getByRole('button', { name: 'Ghi kết luận' }).press('Enter');
		await page.getByText('Đã ghi kết luận: sao chép.').waitFor();
		await page.getByText('Lê Thẩm Duyệt').last().waitFor();
		// the keyboard goes on where the verdict stands
		expect(await focused(page)).toBe('verdict');
		await page.getByRole('button', { name: 'Hoàn tác' }).click();
		await page.getByText('Chưa ai kết luận.').waitFor();
		await expect.poll(() => focused(page)).toBe('verdict');

		await page.getByLabel('Sao chép').first().check();
		await page.getByLabel('Lý do').fill('Giống cả câu.');
		await page.getByRole('button', { name: 'Ghi kết luận' }).click();
		await page.getByText('Đã kết luận: sao chép').waitFor();
		await expectAccessible(page);
		await page.getByRole('link', { name: `Từ chối ${copy} vì trùng` }).click();
		await page.getByRole('heading', { name: `An toàn băng tải số ${width}` }).waitFor();
		expect(await page.getByLabel('Trùng sáng kiến đã nộp').isChecked()).toBe(true);
		// the later one is like the two before it as well, of which nobody judged
		const left = width === 360 ? 'Các cặp cần kết luận đều đã có.' : 'Hãy mở từng cặp để xem, rồi kết luận.';
		await page.getByText(left).waitFor();
		// the verdict stands in its history, and what was taken back too
		expect(await page.getByText(`Sao chép – ${original}`).count()).toBe(2);
		await page.getByText(`Rút kết luận – ${original}`).waitFor();
		await page.locator('#f-reject-note').fill('Trùng với sáng kiến nộp trước.');
		await page.getByRole('button', { name: 'Từ chối', exact: true }).click();
		await page.getByText(`Đã từ chối ${copy}.`).waitFor();
		await page.context().close();
	},
);

test('without JavaScript passages are links, a verdict keeps what was typed, and can be taken back', async () => {
	const { original, copy } = await copied('không mã');
	const page = await pageOf(reviewer, { javaScript: false });
	await page.goto(`/duyet/${copy}/trung/${original}`);
	await page.getByRole('link', { name: 'Đoạn sau' }).first().click();
	expect(new URL(page.url()).hash).toBe('#p-2');
	await page.getByLabel('Lý do').fill('Cùng chủ đề <b>thôi</b>');
	await page.getByRole('button', { name: 'Ghi kết luận' }).click();
	await page.getByRole('link', { name: 'Hãy chọn một kết luận.' }).waitFor();
	expect(await page.getByLabel('Lý do').inputValue()).toBe('Cùng chủ đề <b>thôi</b>');
	await page.getByLabel('Không sao chép').check();
	await page.getByRole('button', { name: 'Ghi kết luận' }).click();
	await page.getByText('Đã ghi kết luận: không sao chép.').waitFor();
	await page.getByText('Cùng chủ đề <b>thôi</b>').first().waitFor();
	await page.getByRole('button', { name: 'Rút kết luận' }).first().click();
	await page.getByText('Đã rút kết luận.').waitFor();
	await page.getByText('Chưa ai kết luận.').waitFor();
	await page.context().close();
});

test('of a text elsewhere only shared passages, unit and date are sent', async () => {
	const { copy } = await copied('kín', 'clinic');
	const { first, second } = STORIES.clinic;
	const far = await submitted(
		`Tên ${SECRET}`,
		{
			problem: `Khó ${SECRET}. ${KITCHEN}`,
			solution: first.replace('bác sĩ', `bác sĩ ${SECRET}`),
			result: `${second} Liên hệ ${SECRET}.`,
			difference: `Khác ${SECRET}`,
			confidential: true,
		},
		'CS9',
		`Người ${SECRET}`,
	);
	const page = await pageOf(reviewer, { width: 1280, locale: 'en' });
	await page.goto(`/duyet/${copy}?lang=en`);
	const closed = page.getByRole('link', { name: 'An initiative outside your reach' }).first();
	const address = (await closed.getAttribute('href'))!;
	await closed.click();
	await page.getByRole('heading', { name: 'Shared passages of the other one' }).waitFor();
	await page.locator('#columns').getByText('other words]').first().waitFor();
	await expectAccessible(page);
	// neither what is shown nor the data behind it
	for (const path of [`/duyet/${copy}`, address, `${address.split('?')[0]}/__data.json`]) {
		const text = await (await page.request.get(path)).text();
		for (const hidden of [SECRET, 'Bếp ăn', 'Liên hệ', codeOf(far), String(far)])
			expect(text, `${hidden} at ${path}`).not.toContain(hidden);
	}
	expect((await page.request.get(`/duyet/${copy}/trung/${codeOf(far)}`)).status()).toBe(404);
	// who may read but not review sees the same, and may not judge
	const clerk = await pageOf(officer);
	await clerk.goto(`/duyet/${copy}/trung/${address.split('/').at(-1)}`);
	await clerk.getByText('Chỉ người thẩm duyệt của đơn vị này mới ghi kết luận được.').waitFor();
	expect(await clerk.getByRole('button', { name: 'Ghi kết luận' }).count()).toBe(0);
	await page.context().close();
	await clerk.context().close();
});

test.each([360, 1280])('serial near-copies are reported as a list and a picture (%s px)', async (width) => {
	const { original, copy } = await copied(`cụm ${width}`);
	const page = await pageOf(reviewer, { width });
	await page.goto('/duyet/trung-lap');
	await page.getByRole('heading', { name: 'Các cụm sáng kiến gần giống nhau' }).waitFor();
	await page.getByText('Trần Cán Bộ').first().waitFor();
	await expectAccessible(page);
	const [download] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Tải danh sách (CSV)' }).click(),
	]);
	expect(download.suggestedFilename()).toMatch(/\.csv$/);
	await page.goto(`/duyet/trung-lap/${copy}`);
	await page.getByRole('img', { name: /sáng kiến và \d+ cặp giống nhau/ }).waitFor();
	for (const code of [original, copy]) await page.getByText(code, { exact: true }).first().waitFor();
	await expectAccessible(page);
	const elsewhere = await pageOf(await makePerson(db, 'reviewer', unit('KHAC')), { locale: 'en' });
	expect((await elsewhere.goto(`/duyet/trung-lap/${copy}`))?.status()).toBe(404);
	await elsewhere.goto(`/duyet/trung-lap?unit=${unit('CS')}&lang=en`);
	await elsewhere.getByText('No clusters here').waitFor();
	await expectAccessible(elsewhere);
	await elsewhere.context().close();
	await page.context().close();
});
