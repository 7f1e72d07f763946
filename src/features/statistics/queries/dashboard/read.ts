import type { Names } from '#features/programmes/schema.ts';
import { samePeriod, tellPeriod } from '#features/targets/rules/periods.ts';
import type { Period } from '#features/targets/schema.ts';
import { nodesOf } from '#features/units/queries/trees.ts';
import { latestMembers } from '#features/units/queries.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Db, Reader } from '#platform/db/db.ts';
import { keeping } from '#platform/kept/kept.ts';
import { planFor } from '../../rules/plan.ts';
import { seriesOf, stepFor } from '../../rules/series.ts';
import { NO_CODE } from '../../rules.ts';
import type { Ask, ClassLine, Dashboard, DatedMembers, Target } from '../../schema/dashboard.ts';
import { type Figures, noFigures } from '../../schema.ts';
import { asOf } from '../figures.ts';
import { byKind, distribution, peopleOfNodes } from '../nodes.ts';
import { membersInForce, ownTargets } from '../ranking-denominators.ts';
import {
	countsByClass,
	countsByPhase,
	daysOfNode,
	figuresOfSpan,
	type Span,
	verifiedOfNodes,
} from './counts.ts';
import { type Divisors, divisorsOf, restOf, unitLines } from './units.ts';

/**
 * All figures of a unit in one snapshot, from the cubes alone; null when the unit was not yet in the tree asked for.
 * @param divisors targets and members of the units below; read anew unless given
 */
export async function dashboardOf(
	db: Db,
	ask: Ask,
	divisors: Divisors | Promise<Divisors> = divisorsOf(db, ask),
): Promise<Dashboard | null> {
	const known = await divisors;
	return db.snapshot((tx) => read(tx, ask, known));
}

/** Figures follow events within half a second; kept this long they are read once for a crowd of readers, who do not wait. */
const keep = keeping<Dashboard | null>({ ms: 1_000, meanwhileMs: 2_000, most: 200 });
/** What they are divided by changes a few times a day, and costs more to read than the figures: nobody waits for it. */
const keepDivisors = keeping<Divisors>({ ms: 5_000, meanwhileMs: 15_000, most: 200 });

/** `dashboardOf`, read at most once a second for the same question, however many ask. */
export function keptDashboard(db: Db, ask: Ask): Promise<Dashboard | null> {
	const { programme, unit, tree, period, upTo, step, today } = ask;
	const key = [programme.id, unit.id, tree, period.code, upTo, today].join(' ');
	return keep(db, `${key} ${step}`, () =>
		dashboardOf(
			db,
			ask,
			keepDivisors(db, key, () => divisorsOf(db, ask)),
		),
	);
}

async function read(db: Reader, ask: Ask, divisors: Divisors): Promise<Dashboard | null> {
	const { programme, unit, tree, period, upTo, today } = ask;
	const nodeId = (await nodesOf(db, [unit.id], tree)).get(unit.id);
	if (nodeId === undefined) return null;
	const span: Span = { programmeId: programme.id, period, upTo };
	const { position, at: last } = await asOf(db);
	const own = {
		counts: (await figuresOfSpan(db, span, [nodeId])).get(nodeId)!,
		verified: (await verifiedOfNodes(db, span, [nodeId])).get(nodeId)!,
	};
	const units = await unitLines(db, ask, span, divisors);
	const targets = await ownTargets(db, programme, unit.id, { at: upTo, on: tree ?? today });
	const targetFor = (wanted: Period): Target | null => {
		const found = targets.find((each) => samePeriod(each, wanted));
		return found ? { number: found.number, kind: found.kind } : null;
	};
	const now = upTo === null && period.quarter === null;
	const whole = now && period.phaseId === null;
	return {
		programme: { code: programme.code, name: programme.name },
		unit: { code: unit.code, name: unit.name, isRoot: unit.code === ROOT_CODE },
		tree,
		period: tellPeriod(period),
		upTo,
		asOf: { position, at: position > 0 ? last.toISOString() : null },
		...own,
		target: targetFor(period),
		people: whole ? (await peopleOfNodes(db, programme.id, [nodeId])).get(nodeId)! : null,
		members: await membersOf(db, unit.id, ask),
		campaigns: programme.campaigns
			.filter((each) => each.from <= period.to && each.to >= period.from)
			.map(({ from, to, name }) => ({ from, to, name })),
		series: await series(db, ask, span, nodeId, targetFor),
		units,
		rest: restOf(own, units),
		phases: await phasesOf(db, ask, nodeId, targetFor),
		groups: now ? await classes(db, 'group', ask, nodeId) : null,
		fields: now ? await classes(db, 'field', ask, nodeId) : null,
		kinds: whole
			? {
					submitted: await byKind(db, programme.id, nodeId, 'submitted'),
					approved: await byKind(db, programme.id, nodeId, 'approved'),
				}
			: null,
		values: whole
			? {
					declared: await distribution(db, programme.id, nodeId, 'approved', 'declared'),
					verified: await distribution(db, programme.id, nodeId, 'approved', 'verified'),
				}
			: null,
	};
}

async function membersOf(
	db: Reader,
	unitId: number,
	{ tree, upTo, today }: Ask,
): Promise<DatedMembers | null> {
	const own = await latestMembers(db, unitId, upTo);
	const found = (await membersInForce(db, [unitId], { at: upTo ?? today, on: tree ?? today })).get(unitId);
	if (!found) return null;
	const { members, merged } = found;
	return { members, merged, counted: own ? { asOf: own.asOf, source: own.source } : null };
}

type TargetFor = (period: Period) => Target | null;

async function series(db: Reader, ask: Ask, span: Span, nodeId: number, targetFor: TargetFor) {
	const { period, programme } = ask;
	const days = await daysOfNode(db, span, nodeId);
	const range = { from: earlier(period.from, days[0]?.day), to: lastDay(ask, days.at(-1)?.day) };
	const plan = planFor(programme, period, (each) => targetFor(each)?.number ?? null);
	const step = ask.step ?? stepFor(range);
	return { step, steps: seriesOf(range, step, days, plan), plan };
}

const earlier = (date: LocalDate, other: LocalDate | undefined) => (other && other < date ? other : date);

/** Today while the period runs; else its last day, or that of the last decision that came of it. */
function lastDay({ period, upTo, today }: Ask, last: LocalDate | undefined): LocalDate {
	const end = upTo !== null && upTo < today ? upTo : today;
	if (end < period.to) return end;
	return last && last > period.to ? last : period.to;
}

/** Phases with their own targets; of a whole programme only. */
async function phasesOf(db: Reader, ask: Ask, nodeId: number, targetFor: TargetFor) {
	const { programme, period, upTo } = ask;
	if (period.phaseId !== null) return null;
	const counts = await countsByPhase(db, programme.id, nodeId, upTo);
	return programme.phases.map(({ id, code, name, from, to }) => ({
		code,
		name,
		from,
		to,
		counts: counts.get(id) ?? noFigures(),
		target: targetFor({ phaseId: id, quarter: null }),
	}));
}

/** Every choice of the programme in its order, also those with nothing yet, then what names none. */
async function classes(db: Reader, by: 'group' | 'field', ask: Ask, nodeId: number): Promise<ClassLine[]> {
	const { programme, period } = ask;
	const counts = await countsByClass(db, by, programme.id, nodeId, period.phaseId);
	const choices = by === 'group' ? programme.groups : programme.fields;
	const line = (code: string, name: Names | null, found: Figures | undefined): ClassLine => ({
		code,
		name,
		counts: found ?? noFigures(),
	});
	const none = counts.get(0);
	return [
		...choices.map(({ id, code, name }) => line(code, name, counts.get(id))),
		...(none ? [line(NO_CODE, null, none)] : []),
	];
}
