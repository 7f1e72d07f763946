import { DEMO_ACCOUNTS } from '#database/demo/accounts.ts';
import { DEMO_CLUSTER, DEMO_PLEDGE } from '#database/demo/pledge.ts';
import { createRandom } from '#database/demo/random.ts';
import { DEMO_RECOGNISED } from '#database/demo/recognised.ts';
import { personName } from '#database/demo/words/people.ts';
import { FACT_UNITS } from '#database/facts/units.ts';
import { createAccount } from '#features/people/commands.ts';
import { actorById, actorByLogin } from '#features/people/queries.ts';
import type { Actor } from '#features/people/rules.ts';
import { beginPledge, enter, signPledge } from '#features/pledges/commands/pledges.ts';
import { openPledge } from '#features/pledges/queries/pledges.ts';
import { unitStateOf } from '#features/pledges/rules/state.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { addRecognised, assignHelper } from '#features/recognised/commands/list.ts';
import { addClusters, addUnits } from '#features/units/commands.ts';
import { clustersOf } from '#features/units/queries/clusters.ts';
import { unitByCode } from '#features/units/queries.ts';
import { addDays, type LocalDate, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, sql, type Tx } from '#platform/db/db.ts';

const SEED = 20_261_128;

const officerOf = async (db: Db): Promise<Actor> =>
	(await actorByLogin(db, DEMO_ACCOUNTS.find(({ role }) => role === 'officer')!.email!))!;

/**
 * The officer who signs in heads a cluster of neighbours, which has agreed on a pledge for this year: most have
 * signed, one has pledged nothing yet. All of it or nothing, and once.
 */
export async function fillPledge(db: Db, programme: Programme, today: LocalDate): Promise<void> {
	const owner = (await unitByCode(db, DEMO_CLUSTER.owner))!;
	if ((await clustersOf(db, owner.id)).some(({ code }) => code === DEMO_CLUSTER.code)) return;
	const head = await officerOf(db);
	const now = startOfLocalDate(addDays(today, -140));
	const { title, criteria, numbers, signed, self, head: given } = DEMO_PLEDGE;
	await db.transaction(async (tx) => {
		await gather(tx, addDays(today, -150), today);
		const cluster = (await clustersOf(tx, owner.id)).find(({ code }) => code === DEMO_CLUSTER.code)!;
		const of = { clusterId: cluster.id, programmeId: programme.id, year: Number(today.slice(0, 4)) };
		const id = await beginPledge(tx, head, of, { title, criteria }, now);
		const members = await officers(tx, head);
		for (const [code, { actor, unitId }] of members) {
			if (numbers[code])
				await enter(tx, actor, id, { kind: 'numbers', unitId, data: { numbers: numbers[code] } }, now);
			if (signed.includes(code)) {
				const { state } = await openPledge(tx, actor, id);
				const { numbersId } = unitStateOf(state, unitId);
				await signPledge(tx, actor, id, unitId, { draftId: state.draftId, numbersId }, now);
			}
		}
		for (const { unit, ...data } of self) {
			const { actor, unitId } = members.get(unit)!;
			await enter(tx, actor, id, { kind: 'self', unitId, data }, now);
		}
		for (const { unit, ...data } of given)
			await enter(tx, head, id, { kind: 'head', unitId: members.get(unit)!.unitId, data }, now);
	});
}

/** Puts the members into the cluster from a day on. */
async function gather(tx: Tx, from: LocalDate, today: LocalDate): Promise<void> {
	const { code, name, owner, head } = DEMO_CLUSTER;
	await addClusters(tx, [{ code, name, owner, head, sample: true }]);
	const rows = FACT_UNITS.filter((unit) => (DEMO_CLUSTER.members as readonly string[]).includes(unit.code));
	await addUnits(
		tx,
		rows.map((unit) => ({ ...unit.periods.at(-1)!, code: unit.code, from, cluster: code })),
		{ today },
	);
}

/** An officer of each member; the head is the one who signs in. Nobody signs in as the others. */
async function officers(tx: Tx, head: Actor): Promise<Map<string, { actor: Actor; unitId: number }>> {
	const random = createRandom(SEED);
	const members = new Map<string, { actor: Actor; unitId: number }>();
	for (const code of DEMO_CLUSTER.members) {
		const unitId = (await unitByCode(tx, code))!.id;
		if (code === DEMO_CLUSTER.head) {
			members.set(code, { actor: head, unitId });
			continue;
		}
		const id = await createAccount(
			tx,
			{
				name: personName(random),
				email: `cum-${code.toLowerCase()}@demo.sangkien.invalid`,
				grants: [{ role: 'officer', unitId }],
			},
			null,
		);
		members.set(code, { actor: (await actorById(tx, id))!, unitId });
	}
	return members;
}

/** The list of recognised people of the unit that signs in: some have not posted, two are found among what came in. */
export async function fillRecognised(db: Db, programme: Programme, today: LocalDate): Promise<void> {
	const officer = await officerOf(db);
	const { unitId } = officer.grants[0]!;
	if (await db.first(sql`select 1 from recognised where unit_id = ${unitId}`)) return;
	const posted = await db.rows<{ name: string; title: string }>(sql`
		select a.name, i.title from initiatives i join initiative_authors a on a.initiative_id = i.id and a.position = 1
		where i.unit_id = ${unitId} and i.programme_id = ${programme.id} order by i.id limit 2`);
	const people = [
		...DEMO_RECOGNISED,
		...posted.map((each) => ({ ...each, number: '09/QĐ-KT', daysAgo: 120 })),
	].map(({ name, title, number, daysAgo }) => ({
		unitId,
		name,
		title,
		groupId: programme.groups[1]?.id ?? null,
		decisionNumber: number,
		decidedOn: addDays(today, -daysAgo),
	}));
	await db.transaction(async (tx) => {
		await addRecognised(tx, officer, programme, people, startOfLocalDate(addDays(today, -30)));
		const [first] = await tx.rows<{ id: number }>(
			sql`select id from recognised where unit_id = ${unitId} order by id limit 1`,
		);
		await assignHelper(tx, officer, [first!.id], officer.accountId);
	});
}
