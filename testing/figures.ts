import type { Page } from 'playwright-core';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { scopeOf } from '#features/people/rules.ts';
import { decide } from '#features/review/commands.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import { WHOLE } from '#features/targets/rules/periods.ts';
import { addUnits } from '#features/units/commands.ts';
import { unitByCode } from '#features/units/queries.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from './world.ts';

const HUGE = 500_000_000_000;
export const daysAgo = (days: number) => addDays(TODAY, -days);
const at = (days: number) => new Date(startOfLocalDate(daysAgo(days)).getTime() + 36_000_000);

/**
 * Two provinces, one with a hostile name, and an industry union; a target of 2, a campaign, four submissions and three
 * approvals, one of them worth 500 tỷ. Answers a verb that submits another one.
 */
export async function figuresWorld(db: Db) {
	await makeUnits(db, [['NGANH', 'TLD', 'central_industry']]);
	const province = (code: string, number: string, name: string) => ({
		code,
		name,
		kind: 'provincial_federation' as const,
		parent: 'TLD',
		from: '2018-01-01',
		province: number,
		members: 2_000,
		membersAsOf: '2026-01-01',
		membersSource: 'Báo cáo năm',
	});
	const provinces = [province('HN', '01', 'LĐLĐ Hà Nội'), province('TH', '38', '=LĐLĐ <b>Thanh Hóa</b>')];
	await db.transaction((tx) => addUnits(tx, provinces, { today: TODAY }));
	const programme = await makeProgramme(db, {
		code: 'xem',
		levels: [{ code: 'duyet', name: { vi: 'Duyệt', en: 'Review' }, action: 'review', at: 'root' }],
		campaigns: [
			{
				code: 'cd',
				phase: 'gd1',
				name: { vi: 'Cao điểm', en: 'Peak days' },
				from: daysAgo(40),
				to: daysAgo(20),
			},
		],
	});
	const root = (await unitByCode(db, 'TLD'))!.id;
	const member = await makePerson(db, 'member', root);
	const reviewer = await makePerson(db, 'reviewer', root);
	const manager = await makePerson(db, 'manager', root);
	const target = { ...WHOLE, unitId: root, kind: 'assigned' as const, number: 2 };
	const occasion = { unitId: root, origin: 'hand' as const, why: 'Kế hoạch' };
	await db.transaction((tx) => publishTargets(tx, manager, programme, [target], occasion, at(90)));

	async function submit(title: string, days: number, unit: string, benefit: number): Promise<number> {
		const { id } = (await unitByCode(db, unit))!;
		const initiative = newInitiative(programme, member, id, title, { benefit });
		const scope = scopeOf(member, 'submit');
		const row = { initiative, kind: 'self' as const, key: title };
		const [submitted] = await db.transaction((tx) =>
			submitInitiatives(tx, member.accountId, scope, programme, [row], at(days)),
		);
		return submitted!.id;
	}
	async function approve(id: number, days: number): Promise<void> {
		const request = { id, action: 'approve' as const, note: '' };
		await db.transaction((tx) => decide(tx, reviewer, [programme], [request], at(days)));
	}
	await approve(await submit('Một', 60, 'HN', HUGE), 50);
	await approve(await submit('Hai', 40, 'HN', 4_000_000), 30);
	await approve(await submit('Ba', 30, 'TH', 2_000_000), 25);
	await submit('Bốn', 10, 'NGANH', 0);
	await foldAll(db);
	return { submit };
}

/** Everything comes into sight once, as when a reader scrolls through. */
export async function scrollThrough(page: Page): Promise<void> {
	const height = await page.evaluate(() => document.documentElement.scrollHeight);
	for (let y = 0; y < height; y += 500) {
		await page.evaluate((top) => window.scrollTo(0, top), y);
		await page.waitForTimeout(30);
	}
}
