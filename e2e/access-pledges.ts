import type { Actor } from '#features/people/rules.ts';
import { beginPledge, closePledge, publishPledge } from '#features/pledges/commands/pledges.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { addRecognised } from '#features/recognised/commands/list.ts';
import { addClusters } from '#features/units/commands.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Db, sql } from '#platform/db/db.ts';

/** Pledges for the table of access: each of a cluster of its own, of one unit that is its head. */
export function accessPledges(db: Db, officer: Actor, programme: Programme, unit: (code: string) => number) {
	let made = 0;
	const begin = async () => {
		const code = `CUM-${++made}`;
		await db.transaction((tx) =>
			addClusters(tx, [{ code, name: `Cụm ${code}`, owner: 'A', head: 'A1', sample: true }]),
		);
		const cluster = (await db.first<{ id: number }>(sql`select id from clusters where code = ${code}`))!;
		for (const table of [sql`unit_periods`, sql`unit_today`])
			await db.rows(sql`update ${table} set cluster_id = ${cluster.id} where unit_id = ${unit('A1')}`);
		const now = new Date();
		const draft = {
			title: `Giao ước ${code}`,
			criteria: [
				{ id: 1, kind: 'approved', name: '', most: 60 },
				{ id: 2, kind: 'by_hand', name: 'Tuyên truyền', most: 40 },
			],
		};
		const of = {
			clusterId: cluster.id,
			programmeId: programme.id,
			year: Number(localDate(now).slice(0, 4)),
		};
		return db.transaction((tx) => beginPledge(tx, officer, of, draft, now));
	};
	const thing = async (id: number) => {
		const first = await db.first<{ id: number }>(
			sql`select min(id) as id from pledge_entries where pledge_id = ${id}`,
		);
		const [year, month, day] = localDate(new Date()).split('-');
		const rest = { unit: String(unit('A1')), entry: String(first!.id), day: `${day}/${month}/${year}` };
		return { here: { id: String(id), ...rest }, missing: { id: '999999', ...rest } };
	};
	return {
		open: async () => thing(await begin()),
		published: async () => {
			const id = await begin();
			const now = new Date();
			await db.transaction((tx) => closePledge(tx, officer, id, localDate(now), now));
			await db.transaction((tx) => publishPledge(tx, officer, id, now));
			return thing(id);
		},
	};
}

let listed = 0;

/** Somebody on the list of recognised people of a unit. */
export async function listedPerson(db: Db, officer: Actor, programme: Programme, unitId: number) {
	const title = `Giải pháp zq7mật ${++listed}`;
	const person = { unitId, name: 'Người zq7mật', title, groupId: null, decisionNumber: '', decidedOn: null };
	await db.transaction((tx) => addRecognised(tx, officer, programme, [person], new Date()));
	const { id } = (await db.first<{ id: number }>(sql`select max(id) as id from recognised`))!;
	return { here: { id: String(id) }, missing: { id: '9999999' } };
}
