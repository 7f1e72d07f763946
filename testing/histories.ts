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
import { verifyBenefits } from '#features/review/commands/values.ts';
import { decide } from '#features/review/commands.ts';
import { DECISIONS } from '#features/review/schema.ts';
import { BANDS, SUBMISSION_KINDS } from '#features/statistics/schema.ts';
import type { UnitKind } from '#features/units/schema.ts';
import { addDays, type LocalDate, startOfLocalDate } from '#platform/clock/clock.ts';
import { type Db, sql } from '#platform/db/db.ts';
import { isRefusal } from '#platform/http/refusal.ts';
import { makePerson, makeProgramme, makeUnits, newInitiative, TODAY } from '#testing/world.ts';

/** Submissions end at 24h of this day: the last 31/8 that is over. */
export const CLOSING: LocalDate =
	[`${TODAY.slice(0, 4)}-08-31`, `${Number(TODAY.slice(0, 4)) - 1}-08-31`].find((day) => day < TODAY) ??
	TODAY;

/** A random tree with people in it and a programme that closes on 31/8, for random histories to happen in. */
export interface World {
	db: Db;
	programme: Programme;
	rootId: number;
	/** Ids; the root is not among them. Changes of the tree add to them. */
	units: number[];
	/** Who submits, and the units they stand at. */
	members: { actor: Actor; unitId: number }[];
	deciders: Actor[];
}

export async function makeWorld(db: Db, random: Random, name: string): Promise<World> {
	const shape: [string, string, UnitKind][] = [];
	const size = random.int(6, 24);
	for (let index = 0; index < size; index++) {
		const above = index === 0 ? 'TLD' : random.chance(0.2) ? 'TLD' : random.pick(shape)[0];
		shape.push([`${name}-${index}`, above, 'grassroots']);
	}
	const made = await makeUnits(db, shape);
	const named = (text: string) => ({ vi: text, en: text });
	const programme = await makeProgramme(db, {
		code: `p-${name.toLowerCase()}-${process.pid}`,
		levels: randomLevels(random),
		submissionFrom: addDays(CLOSING, -90),
		submissionTo: CLOSING,
		phases: [
			{ code: 'gd1', name: named('1'), from: addDays(CLOSING, -90), to: addDays(CLOSING, -30), target: null },
			{ code: 'gd2', name: named('2'), from: addDays(CLOSING, -29), to: CLOSING, target: null },
		],
	});
	const all = shape.map(([code]) => made.get(code)!);
	const leaves = all.filter((unit) => !all.some((other) => other.parentId === unit.id));
	const rootId = made.get('TLD')!.id;
	const members = await Promise.all(
		leaves.map(async ({ id }) => ({ actor: await makePerson(db, 'member', id), unitId: id })),
	);
	const deciders = [
		await makePerson(db, 'officer', rootId),
		await makePerson(db, 'reviewer', rootId),
		await makePerson(db, 'reviewer', rootId),
		await makePerson(db, 'manager', rootId),
		await makePerson(db, 'officer', random.pick(all).id),
		await makePerson(db, 'reviewer', random.pick(all).id),
	];
	return { db, programme, rootId, units: all.map(({ id }) => id), members, deciders };
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

/** An instant of a local date, often its first or its last. */
const instantOf = (random: Random, day: LocalDate): Date => {
	const within = random.weighted([
		[random.int(0, 86_399_999), 6],
		[0, 1],
		[86_399_999, 1],
	] as const);
	return new Date(startOfLocalDate(day).getTime() + within);
};

/** Values of every band, the huge ones seldom. */
const randomValue = (random: Random): number => {
	const band = random.chance(0.05) ? BANDS.length - 1 : random.int(1, BANDS.length - 2);
	return random.int(BANDS[band]!, (BANDS[band + 1] ?? 2 * BANDS[band]!) - 1);
};

/** What is submitted, or comes back mended: authors with and without accounts, of this unit and of others. */
function draw({ programme, members }: World, random: Random, unitId: number, author: Actor, title: string) {
	const others = Array.from(
		{
			length: random.weighted([
				[0, 5],
				[1, 3],
				[2, 1],
				[5, 1],
			] as const),
		},
		(_, index) =>
			random.chance(0.3)
				? { name: `Tác giả ${random.int(1, 9)}`, accountId: null }
				: { name: `Người ${index}`, accountId: random.pick(members).actor.accountId },
	);
	const named = [
		random.chance(0.7)
			? { name: author.name, accountId: author.accountId }
			: { name: `Tác giả ${random.int(1, 9)}`, accountId: null },
		...others,
	];
	return newInitiative(programme, author, unitId, title, {
		benefit: random.chance(0.2) ? null : randomValue(random),
		groupId: random.pick(programme.groups).id,
		fieldId: random.pick(programme.fields).id,
		authors: named.map((each, index) => ({
			...each,
			share: index === 0 ? 10_000 - 1_000 * (named.length - 1) : 1_000,
			namePublic: false,
		})),
	});
}

/** One history: a few initiatives of one author and random steps by random people, many of which are refused. */
export async function live(world: World, random: Random, key: string): Promise<void> {
	const { db, programme } = world;
	const { actor: author, unitId } = random.pick(world.members);
	// Now and then in the first moment after the closing: that one is refused.
	let at = random.chance(0.05)
		? startOfLocalDate(addDays(CLOSING, 1))
		: instantOf(random, addDays(CLOSING, -random.int(0, random.chance(0.3) ? 1 : 89)));
	const submissions = Array.from({ length: random.int(1, 3) }, (_, n) => ({
		initiative: draw(world, random, unitId, author, `Sáng kiến ${key} ${n}`),
		kind: random.pick(SUBMISSION_KINDS),
		key: `${key}-${n}`,
	}));
	const submitted = await orRefused(
		db.transaction((tx) =>
			submitInitiatives(tx, author.accountId, scopeOf(author, 'submit'), programme, submissions, at),
		),
	);
	if (!submitted) return;
	const step = async (id: number) => {
		const action = random.weighted([
			['decide', 6],
			['verify', 2],
			['resubmit', 2],
			['appeal', 2],
			['withdraw', 0.4],
		] as const);
		const now = at;
		if (action === 'decide') return decideAtRandom(world, random, id, now);
		if (action === 'verify') return verifyAtRandom(world, random, id, now);
		await db.transaction((tx) => {
			if (action === 'resubmit') {
				const mended = draw(world, random, unitId, author, `Sáng kiến ${key} sửa ${random.next()}`);
				return resubmitInitiative(tx, author, [programme], id, mended, now);
			}
			if (action === 'appeal') return appealInitiative(tx, author, [programme], id, 'Xin xem lại.', now);
			return withdrawInitiative(tx, author, [programme], id, '', now);
		});
	};
	for (let steps = random.int(4, 20); steps > 0; steps--) {
		const later = at.getTime() + random.int(0, 2 * 86_400_000);
		at = new Date(random.chance(0.1) ? startOfLocalDate(addDays(CLOSING, 1)).getTime() - 1 : later);
		if (at.getTime() < later) at = new Date(later);
		// Sometimes two people act on the same initiative at once; one of them is refused.
		const id = random.pick(submitted).id;
		const together = random.chance(0.2) ? [id, id] : [id];
		await Promise.all(together.map((each) => orRefused(step(each))));
	}
}

async function orRefused<T>(work: Promise<T>): Promise<T | null> {
	try {
		return await work;
	} catch (error) {
		if (isRefusal(error)) return null;
		throw error;
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

async function verifyAtRandom({ db, programme, deciders }: World, random: Random, id: number, now: Date) {
	const actor = random.pick(deciders);
	const action = random.pick([
		'verify_benefit',
		'verify_benefit',
		'verify_centrally',
		'unverify_benefit',
		'unverify_centrally',
	] as const);
	const value = random.chance(0.1) ? 0 : randomValue(random);
	const request = { id, action, value, note: 'Theo hồ sơ.' };
	await db.transaction((tx) => verifyBenefits(tx, actor, [programme], [request], now));
}

/** Runs histories of a world, several at once. */
export async function liveMany(world: World, name: string, count: number, seed: number): Promise<void> {
	const turns = Array.from({ length: count }, (_, index) => index);
	await Promise.all(
		Array.from({ length: 4 }, async () => {
			for (let turn = turns.pop(); turn !== undefined; turn = turns.pop())
				await live(world, createRandom(seed + turn), `${name}-${turn}`);
		}),
	);
}

/** Every row that figures come from, for what is compared without them. */
export const programmeEvents = (db: Db, programmeId: number) =>
	db.rows<{
		initiativeId: number;
		seq: number;
		toState: string;
		at: Date;
		unitId: number;
		phaseId: number;
		groupId: number;
		fieldId: number;
		benefit: number;
		kind: string;
		people: string[];
		unit: number | null;
		central: number | null;
	}>(sql`select initiative_id as "initiativeId", seq, to_state as "toState", at, unit_id as "unitId",
		phase_id as "phaseId", group_id as "groupId", field_id as "fieldId", benefit, submission_kind as kind,
		people::text[] as people, unit_verified as unit, central_verified as central
		from events where programme_id = ${programmeId} order by initiative_id, seq`);
