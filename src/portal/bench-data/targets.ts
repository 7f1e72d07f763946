import { REFORM } from '#database/facts/make/tree.ts';
import { startOfLocalDate } from '#platform/clock/clock.ts';
import { copyLine, copyText } from '#platform/db/copy-text.ts';
import { type Db, sql } from '#platform/db/db.ts';
import { divide, scaled } from './divide.ts';
import { type Ground, managerId } from './ground.ts';
import { trangDinh } from './places.ts';
import type { Plan } from './plan.ts';
import { OPENED, SUBMITTED, TRANG_DINH } from './published.ts';
import { instantOf } from './times.ts';
import { parentsOn } from './tree/members.ts';

/** Five weeks after the programme opened. */
const HANDED_DOWN = 38 * 86_400;
const WHY = 'Tính lại theo cây tổ chức từ 1/7/2025';

interface Assigned {
	code: string;
	number: number;
	/** The unit that hands it down. */
	by: string;
}

/**
 * Hands targets down the tree of 2022, by members, to the last workplace; and since the reform gives heirs and
 * communes what the units that became part of them had.
 */
export async function writeTargets(db: Db, plan: Plan, ground: Ground): Promise<void> {
	const first = handDown(plan, plan.listOf.length);
	const later = takenOver(plan, first);
	await db.transaction(async (tx) => {
		const last = await tx.first<{ publication: number; target: number }>(sql`select
			(select max(id) from target_publications) as publication, (select max(id) from targets) as target`);
		let { publication, target } = last!;
		const former = new Map<string, number>();
		for (const [rows, at, origin, why] of [
			[first, instantOf(HANDED_DOWN), 'cascade', ''],
			[later, startOfLocalDate(REFORM).toISOString(), 'hand', WHY],
		] as const) {
			const makers = new Map([...new Set(rows.map(({ by }) => by))].map((by) => [by, ++publication]));
			await copyText(
				tx,
				'target_publications (id, programme_id, unit_id, origin, account_id, published_at, why)',
				[...makers].map(([by, id]) =>
					copyLine([id, ground.programme.id, ground.ids.get(by)!, origin, managerId(ground), at, why]),
				),
			);
			await copyText(
				tx,
				'targets (id, publication_id, programme_id, unit_id, kind, number, former_id)',
				rows.map(({ code, number, by }) => {
					const before = former.get(code) ?? null;
					former.set(code, ++target);
					const kind = before === null ? 'assigned' : 'revised';
					const unit = ground.ids.get(code)!;
					return copyLine([target, makers.get(by)!, ground.programme.id, unit, kind, number, before]);
				}),
			);
		}
		await tx.rows(sql`select setval(pg_get_serial_sequence('target_publications', 'id'), ${publication}),
			setval(pg_get_serial_sequence('targets', 'id'), ${target})`);
	});
}

function handDown({ grown, tops }: Plan, total: number): Assigned[] {
	const parents = parentsOn(grown.tree, OPENED);
	const members = new Map<string, number>();
	for (const leaf of grown.tree.leaves)
		for (let unit: string | null = leaf.code; unit; unit = parents.get(unit) ?? null)
			members.set(unit, (members.get(unit) ?? 0) + leaf.members + 1);
	const children = Map.groupBy(
		[...parents].filter(([code]) => members.has(code)),
		([, parent]) => parent,
	);
	const district = trangDinh(grown.tree);
	const rows: Assigned[] = [];
	const down = (by: string, number: number) => {
		const below = (children.get(by) ?? []).map(([code]) => code);
		if (below.length === 0) return;
		const named = below.indexOf(district.code);
		const own = named < 0 ? 0 : scaled(TRANG_DINH.target, SUBMITTED, total);
		const numbers = divide(
			number - own,
			below.map((code, index) => (index === named ? 0 : members.get(code)!)),
		);
		for (const [index, code] of below.entries()) {
			const share = numbers[index]! + (index === named ? own : 0);
			rows.push({ code, number: share, by });
			down(code, share);
		}
	};
	for (const { code, target } of tops) {
		rows.push({ code, number: target, by: 'TLD' });
		down(code, target);
	}
	return rows;
}

/** What heirs and communes have taken over: the sums of what their workplaces had. */
function takenOver({ grown }: Plan, first: readonly Assigned[]): Assigned[] {
	const had = new Map(first.map(({ code, number }) => [code, number]));
	const since = parentsOn(grown.tree, REFORM);
	const sums = new Map<string, number>();
	for (const { code } of grown.tree.leaves) {
		if (!since.has(code)) continue;
		for (let unit = since.get(code) ?? null; unit && unit !== 'TLD'; unit = since.get(unit) ?? null)
			sums.set(unit, (sums.get(unit) ?? 0) + (had.get(code) ?? 0));
	}
	return [...sums]
		.filter(([code, number]) => had.get(code) !== number)
		.map(([code, number]) => ({ code, number, by: since.get(code)! }));
}
