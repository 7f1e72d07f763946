import { beforeAll, expect, test, vi } from 'vitest';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { scopeOf } from '#features/people/rules.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { decide } from '#features/review/commands.ts';
import { addUnits } from '#features/units/commands.ts';
import { unitByCode } from '#features/units/queries.ts';
import { clean } from '#platform/text/fold.ts';
import { newPage } from '#testing/browser.ts';
import { amount, proving, seed } from '#testing/proof.ts';
import { addressOf, doorsOfPortal } from '#testing/routes.ts';
import { hostileStrings } from '#testing/security.ts';
import { foldAll, newInitiative, TODAY } from '#testing/world.ts';
import { LINES } from './access-table.ts';
import { accessWorld, CALLERS, type Caller } from './access-world.ts';

// Every page, or every form, in one test: minutes on a busy machine.
vi.setConfig({ testTimeout: amount(600_000, 3_600_000) });
const { web, people, make } = await accessWorld();
const { db } = web.portal;
/** As stored: what is typed is cleaned, and a title is one line. */
const TEXTS = [
	...new Set(hostileStrings(amount(8, 2_000)).map((text) => clean(text).replace(/\s+/g, ' ').trim())),
].filter((text) => text.length > 2 && text.length <= 120);
/** Of each text its initiative; null where one of an equal title was there already. */
const codes: (string | null)[] = [];

beforeAll(async () => {
	const programme = (await programmeByCode(db, 'demo'))!;
	const unit = (await unitByCode(db, 'A1'))!;
	const submissions = TEXTS.map((text, index) => ({
		kind: 'self' as const,
		key: `text-${index}`,
		initiative: newInitiative(programme, { ...people.author, name: text }, unit.id, text, {
			problem: text,
			solution: `${text}\n${text}`,
			result: text,
			socialBenefit: text,
			recognisedBy: text,
			appliedOn: new Date(Date.UTC(2021, 0, 2 + (index % 1_500))).toISOString().slice(0, 10),
		}),
	}));
	const { author, officer, reviewer } = people;
	const made = await db.transaction((tx) =>
		submitInitiatives(tx, author.accountId, scopeOf(author, 'submit'), programme, submissions, new Date()),
	);
	for (const [actor, action] of [
		[officer, 'confirm'],
		[reviewer, 'approve'],
	] as const) {
		const requests = made
			.filter(({ present }, index) => !present && (action === 'confirm' || index % 2 === 0))
			.map(({ id }) => ({ id, action, note: TEXTS[0]! }));
		await db.transaction((tx) => decide(tx, actor, [programme], requests, new Date()));
	}
	codes.push(...made.map(({ id, present }) => (present ? null : codeOf(id))));
	await db.transaction((tx) =>
		addUnits(
			tx,
			TEXTS.map((text, index) => ({
				code: `X${index}`,
				parent: 'A',
				kind: 'grassroots' as const,
				name: text,
				from: '2018-01-01',
			})),
			{ today: TODAY },
		),
	);
	for (const thing of ['list', 'draft', 'proxy draft', 'photo']) await make[thing]!();
	await foldAll(db);
});

/** A page of a caller that tells what ran or was stopped though it should not have been there. */
async function watched(caller: Caller, width = 1280) {
	const page = await newPage({ baseURL: web.url, width });
	if (caller !== 'nobody') {
		const [name = '', value = ''] = (await web.cookieOf(people[caller])).split('=');
		await page.context().addCookies([{ name, value, url: web.url }]);
	}
	const alarms: string[] = [];
	page.on('dialog', async (dialog) => {
		alarms.push(`dialog: ${dialog.message()}`);
		await dialog.dismiss();
	});
	page.on('pageerror', (error) => alarms.push(`error: ${error.message}`));
	page.on('console', (message) => {
		if (/Content Security Policy|Refused to/i.test(message.text())) alarms.push(`policy: ${message.text()}`);
	});
	await page.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', (event) =>
			console.error(`Content Security Policy: ${event.violatedDirective} ${event.blockedURI}`),
		);
	});
	/** Goes there, and answers all text of the page with spaces closed up. */
	const read = async (address: string, settled = false) => {
		await page.goto(address, { waitUntil: settled ? 'networkidle' : 'load' });
		const shown = await page.evaluate(() => {
			const typed = [...document.querySelectorAll<HTMLInputElement>('input, textarea')].map(
				(input) => input.value,
			);
			return [document.querySelector('main')?.textContent ?? '', ...typed].join(' ');
		});
		return shown.replace(/\s+/g, ' ');
	};
	return { page, alarms, read };
}

test(`pages work under their policy: nothing is stopped and nothing breaks (seed ${seed})`, async () => {
	const pages = doorsOfPortal()
		.filter(({ page, method }) => page && method === 'GET')
		.filter((_, at) => proving || (at + seed) % 2 === 0);
	const visit = async () => {
		for (let door = pages.pop(); door; door = pages.pop()) {
			const line = LINES.find((each) => each.door === door!.name)!;
			const caller = CALLERS.findLast((each) => line.expected[each] === '200') ?? 'nobody';
			const { here } = await make[line.thing]!();
			const { page, alarms, read } = await watched(caller, 360);
			await read(addressOf(door, here), true);
			expect(alarms, door.name).toEqual([]);
			await page.context().close();
		}
	};
	// Mostly they wait for the network to be quiet, so several wait at once.
	await Promise.all([visit(), visit(), visit(), visit()]);
});

test('what people typed is shown as text where officers, authors and the public read it', async () => {
	const officer = await watched('officer');
	const author = await watched('author');
	const anyone = await watched('nobody');
	for (const [index, text] of TEXTS.entries()) {
		const code = codes[index];
		if (!code) continue;
		expect(await officer.read(`/duyet/${code}`), text).toContain(text);
		if (index % amount(3, 1) === 0) expect(await author.read(`/cua-toi/${code}`), text).toContain(text);
		if (index % 2 === 0) expect(await anyone.read(`/sang-kien/${code}`), text).toContain(text);
		if (index % amount(4, 1) === 0) expect(await anyone.read(`/don-vi/X${index}`), text).toContain(text);
		expect([...officer.alarms, ...author.alarms, ...anyone.alarms], text).toEqual([]);
	}
});

test('what is sought is said back as text', async () => {
	const officer = await watched('officer');
	const addresses = ['/sang-kien', '/don-vi', '/duyet', '/tai-khoan'];
	for (const [index, text] of TEXTS.entries()) {
		const address = addresses[index % addresses.length]!;
		await officer.read(
			`${address}?${new URLSearchParams({ q: text, unit_query: text, 'don-vi_query': text })}`,
		);
	}
	expect(officer.alarms).toEqual([]);
});

test('a text in a message after a mistake is shown as text too', async () => {
	const anyone = await watched('nobody');
	const typed = '"><img src=x onerror=alert(1)>{count}';
	await anyone.page.goto('/dang-nhap');
	await anyone.page.locator('input[name=login]').fill(typed);
	await anyone.page.locator('input[name=password]').fill(typed);
	await anyone.page.keyboard.press('Enter');
	await anyone.page.locator('[role=alert]').first().waitFor();
	expect(await anyone.page.locator('input[name=login]').inputValue()).toBe(typed);
	expect(await anyone.page.locator('img[src=x]').count()).toBe(0);
	expect(anyone.alarms).toEqual([]);
});
