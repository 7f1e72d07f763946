import { expect, test } from 'vitest';
import { createRandom, type Random } from '#database/demo/random.ts';
import {
	appealInitiative,
	resubmitInitiative,
	withdrawInitiative,
} from '#features/initiatives/commands/steps.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { loadFacts } from '#features/initiatives/queries/facts.ts';
import { type Decision, openSteps } from '#features/initiatives/rules/life-cycle.ts';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { decide } from '#features/review/commands.ts';
import { DECISIONS } from '#features/review/schema.ts';
import type { Unit, UnitKind } from '#features/units/schema.ts';
import { addDays, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { isRefusal } from '#platform/http/refusal.ts';
import { testDatabase } from '#testing/database.ts';
import { amount, seed } from '#testing/proof.ts';
import { foldAll, makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';
import { foldTallies } from './commands/fold.ts';
import { countsByDay, totals, totalsBy, totalsByUnit } from './queries/figures.ts';
import { verify } from './queries/verify.ts';
import { MEASURES } from './schema.ts';

const HISTORIES = amount(300, 10_000);
/** Histories on one random tree. */
const BATCH = 50;
const WORKERS = 4;

interface World {
	db: Db;
	programme: Programme;
	units: Unit[];
	root: Unit;
	leaves: Unit[];
	parentOf: Map<number, number>;
	members: Actor[];
	deciders: Actor[];
}

test(`tallies equal events over ${HISTORIES} random histories (seed ${seed})`, {
	timeout: 3_600_000,
}, async () => {
	const db = openDb((await testDatabase()).url);
	try {
		let folding = true;
		const folds = (async () => {
			while (folding) await db.transaction(foldTallies);
		})();
		for (let done = 0, batch = 0; done < HISTORIES; done += BATCH, batch++) {
			const random = createRandom(seed + batch);
			const world = await makeWorld(db, random, batch);
			const turns = Array.from({ length: Math.min(BATCH, HISTORIES - done) }, (_, index) => index);
			await Promise.all(
				Array.from({ length: WORKERS }, async () => {
					for (let turn = turns.pop(); turn !== undefined; turn = turns.pop())
						await live(world, createRandom(seed + batch * BATCH + turn), `${batch}-${turn}`);
				}),
			);
			await foldAll(db);
			await expectFiguresOfRows(world);
		}
		folding = false;
		await folds;
		const result = await db.snapshot((tx) => verify(tx));
		expect(result.mismatches).toEqual([]);
		expect(result.position).toBe(result.events);
		console.log(`${HISTORIES} histories, ${result.events} events, 0 mismatches, seed ${seed}`);
	} finally {
		await db.close();
	}
});

async function makeWorld(db: Db, random: Random, batch: number): Promise<World> {
	const shape: [string, string, UnitKind][] = [];
	const size = random.int(6, 24);
	for (let index = 0; index < size; index++) {
		const above = index === 0 ? 'TLD' : random.chance(0.2) ? 'TLD' : random.pick(shape)[0];
		shape.push([`B${batch}-${index}`, above, 'grassroots']);
	}
	const units = await makeUnits(db, shape);
	const programme = await makeProgramme(db, {
		code: `p${batch}-${process.pid}`,
		levels: randomLevels(random),
	});
	const all = shape.map(([code]) => units.get(code)!);
	const leaves = all.filter((unit) => !all.some((other) => other.parentId === unit.id));
	const root = units.get('TLD')!;
	const members = await Promise.all(leaves.map((leaf) => makePerson(db, 'member', leaf.id)));
	const deciders = [
		await makePerson(db, 'officer', root.id),
		await makePerson(db, 'reviewer', root.id),
		await makePerson(db, 'reviewer', root.id),
		await makePerson(db, 'manager', root.id),
		await makePerson(db, 'officer', random.pick(all).id),
		await makePerson(db, 'reviewer', random.pick(all).id),
	];
	const parentOf = new Map(all.map((unit) => [unit.id, unit.parentId!]));
	return { db, programme, units: all, root, leaves, parentOf, members, deciders };
}

function randomLevels(random: Random) {
	const name = { vi: 'Cấp', en: 'Level' };
	const places = ['unit', 'superior', 'top', 'root'] as const;
	return Array.from({ length: random.int(1, 3) }, (_, index) => ({
		code: `c${index}`,
		name,
		action: random.pick(['confirm', 'review'] as const),
		at: places[Math.min(3, index + random.int(0, 1))]!,
	}));
}

/** One history: a few initiatives of one author and random steps by random people, most of which are refused. */
async function live(world: World, random: Random, key: string): Promise<void> {
	const { db, programme } = world;
	const index = random.int(0, world.leaves.length - 1);
	const author = world.members[index]!;
	const unit = world.leaves[index]!;
	let at = new Date(
		startOfLocalDate(addDays(TODAY, -random.int(1, 90))).getTime() + random.int(0, 86_399_000),
	);
	const draw = (title: string) =>
		newInitiative(programme, author, unit.id, title, {
			benefit: random.chance(0.2) ? null : random.int(0, 5_000_000_000),
			groupId: random.pick(programme.groups).id,
			fieldId: random.pick(programme.fields).id,
		});
	const submissions = Array.from({ length: random.int(1, 3) }, (_, n) => ({
		initiative: draw(`Sáng kiến ${key} ${n}`),
		kind: 'self' as const,
		key: `${key}-${n}`,
	}));
	const submitted = await db.transaction((tx) =>
		submitInitiatives(tx, author.accountId, scopeOf(author, 'submit'), programme, submissions, at),
	);
	const step = async (id: number) => {
		const action = random.weighted([
			['decide', 6],
			['resubmit', 2],
			['appeal', 2],
			['withdraw', 0.4],
		] as const);
		const now = at;
		if (action === 'decide') return decideAtRandom(world, random, id, now);
		await db.transaction((tx) => {
			if (action === 'resubmit')
				return resubmitInitiative(
					tx,
					author,
					[programme],
					id,
					draw(`Sáng kiến ${key} sửa ${random.next()}`),
					now,
				);
			if (action === 'appeal') return appealInitiative(tx, author, [programme], id, 'Xin xem lại.', now);
			return withdrawInitiative(tx, author, [programme], id, '', now);
		});
	};
	for (let steps = random.int(4, 20); steps > 0; steps--) {
		at = new Date(at.getTime() + random.int(0, 2 * 86_400_000));
		// Sometimes two people act on the same initiative at once; one of them is refused.
		const id = random.pick(submitted).id;
		const together = random.chance(0.2) ? [id, id] : [id];
		for (const outcome of await Promise.allSettled(together.map(step)))
			if (outcome.status === 'rejected' && !isRefusal(outcome.reason)) throw outcome.reason;
	}
}

async function decideAtRandom({ db, programme, deciders }: World, random: Random, id: number, now: Date) {
	const decider = random.pick(deciders);
	const facts = (await loadFacts(db, decider, [programme], [id], now)).get(id)!;
	// Mostly what the rules allow, so that histories get somewhere; sometimes anything at all.
	const allowed = openSteps(facts).filter((step) =>
		(DECISIONS as readonly string[]).includes(step),
	) as Decision[];
	const action = random.pick(allowed.length > 0 && random.chance(0.8) ? allowed : DECISIONS);
	const reason = { return: 'bo-sung', reject: 'khong-dat', revoke: 'thu-hoi' }[action as 'return'];
	const request = { id, action, reason, note: reason ? 'Vì lẽ này.' : '' };
	await db.transaction((tx) => decide(tx, decider, [programme], [request], now));
}

/** The figures against the rows themselves, counted here and added up along the tree without the closure. */
async function expectFiguresOfRows({ db, programme, units, root, parentOf }: World): Promise<void> {
	const rows = await db.rows<{ unitId: number; state: string; submittedOn: string }>(
		sql`select unit_id as "unitId", state, submitted_on as "submittedOn" from initiatives where programme_id = ${programme.id}`,
	);
	const expected = new Map<string, number>();
	const count = (key: string) => expected.set(key, (expected.get(key) ?? 0) + 1);
	for (const row of rows)
		for (let unit: number | undefined = row.unitId; unit; unit = parentOf.get(unit)) {
			count(`${unit} ${row.state}`);
			count(`${unit} submitted`);
		}
	for (const unit of [root, ...units]) {
		const whole = await totals(db, programme.id, unit.id);
		for (const measure of MEASURES) expect(whole[measure].n).toBe(expected.get(`${unit.id} ${measure}`) ?? 0);
		for (const by of ['phase', 'group', 'field'] as const) {
			const cuts = await totalsBy(db, by, programme.id, unit.id);
			for (const measure of MEASURES) {
				expect(sum(cuts.map((cut) => cut.figures[measure].n))).toBe(whole[measure].n);
				expect(sumBig(cuts.map((cut) => cut.figures[measure].benefit))).toBe(whole[measure].benefit);
			}
		}
		const days = await countsByDay(db, programme.id, unit.id, 'submitted', {
			from: '2000-01-01',
			to: '2100-01-01',
		});
		expect(sum(days.map((day) => day.n))).toBe(whole.submitted.n);
	}
	const topLevel = await totalsByUnit(db, programme.id, root.id);
	const whole = await totals(db, programme.id, root.id);
	for (const measure of MEASURES)
		expect(sum(topLevel.map((cut) => cut.figures[measure].n))).toBe(whole[measure].n);
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);
const sumBig = (texts: readonly string[]) => String(texts.reduce((total, each) => total + BigInt(each), 0n));
