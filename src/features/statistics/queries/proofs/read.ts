import { programmeByCode } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { attainment, excess } from '#features/targets/rules/attainment.ts';
import { type NamedPeriod, periodsOf, tellPeriod } from '#features/targets/rules/periods.ts';
import { unitsMergedInto } from '#features/units/queries/merged.ts';
import { nodesOf } from '#features/units/queries/trees.ts';
import { unitByCode } from '#features/units/queries.ts';
import type { Unit } from '#features/units/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Db, Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { perThousand } from '../../rules/compared.ts';
import { type CountedSpan, cutInSpan } from '../../rules/cuts.ts';
import type { FigureCut } from '../../rules.ts';
import {
	isPersons,
	isRatio,
	type Persons,
	type Proof,
	type ProofAsk,
	type ProofPart,
	type ProofTerm,
	type Proven,
	type Ratio,
} from '../../schema/proof.ts';
import { resolveCut } from '../cut.ts';
import { asOf } from '../figures.ts';
import { targetParts } from '../ranking-denominators.ts';
import { figureOf, hasLaterEvents } from '../rows.ts';
import { membersParts } from './members.ts';
import { personsOf } from './persons.ts';
import { planParts } from './plan.ts';
import { wholeOf } from './shares.ts';

/** A figure with its codes resolved. */
interface Asked {
	ask: ProofAsk;
	programme: Programme;
	unit: Unit;
	nodeId: number;
	period: NamedPeriod;
	/** The date whose tree says what was merged. */
	on: LocalDate;
	today: LocalDate;
}

/**
 * What a figure that is no count of initiatives follows from, in one snapshot: of a share both numbers, of any other
 * what sums to it. It reads the same tallies and records as the pages that print it, and no person.
 * @throws Refusal `not_found` when a code names nothing, or a date has not come
 */
export async function proofOf(db: Db, ask: ProofAsk, today: LocalDate): Promise<Proof> {
	return db.snapshot(async (tx) => {
		const asked = await resolve(tx, ask, today);
		const { programme, unit, period } = asked;
		const { position, at } = await asOf(tx);
		return {
			ask,
			programme: { code: programme.code, name: programme.name },
			unit: { code: unit.code, name: unit.name },
			period: tellPeriod(period),
			asOf: { position, at: position > 0 ? at.toISOString() : null },
			later: await hasLaterEvents(tx, programme.id),
			...(await follow(tx, asked)),
		};
	});
}

async function resolve(db: Reader, ask: ProofAsk, today: LocalDate): Promise<Asked> {
	const programme = await programmeByCode(db, ask.programme);
	const unit = await unitByCode(db, ask.unit);
	const period = programme && periodsOf(programme).find(({ code }) => code === ask.period);
	if (!programme || !unit || !period || (ask.tree ?? '') > today || (ask.to ?? '') > today) throw notFound();
	const nodeId = (await nodesOf(db, [unit.id], ask.tree ?? null)).get(unit.id);
	if (nodeId === undefined) throw notFound();
	return { ask, programme, unit, nodeId, period, on: ask.tree ?? today, today };
}

type Followed = Pick<Proof, 'value' | 'ratio' | 'parts' | 'whole' | 'plan' | 'rows'>;

/** What every figure lacks that has only some of it. */
const NOTHING: Omit<Followed, 'value'> = { ratio: null, parts: [], whole: null, plan: null, rows: null };

async function follow(db: Reader, asked: Asked): Promise<Followed> {
	const { figure } = asked.ask;
	if (isPersons(figure)) return persons(db, asked, figure);
	if (isRatio(figure)) return ratio(db, asked, figure);
	if (figure === 'share') return share(db, asked);
	if (figure === 'plan') return plan(db, asked);
	const parts = await partsOf(db, asked, figure);
	return { ...NOTHING, value: sum(parts), parts };
}

async function plan(db: Reader, { ask, unit, ...of }: Asked): Promise<Followed> {
	return { ...NOTHING, ...(await planParts(db, { ...ask, day: ask.day! }, { unitId: unit.id, ...of })) };
}

async function share(db: Reader, asked: Asked): Promise<Followed> {
	const whole = await wholeOf(db, asked.ask, asked.programme, spanOf(asked));
	const part = whole.parts.find((each) => each.part === asked.ask.part)!;
	return { ...NOTHING, value: part.share, whole };
}

const sum = (parts: readonly ProofPart[]) =>
	parts.length === 0 ? null : parts.reduce((n, part) => n + part.n, 0);

async function ratio(db: Reader, asked: Asked, figure: Ratio): Promise<Followed> {
	const { measure } = asked.ask;
	const numerator = await counted(db, asked, figure === 'approved_share' ? 'approved' : measure);
	const denominator =
		figure === 'approved_share'
			? await counted(db, asked, 'submitted')
			: await summed(db, asked, figure === 'per_members' ? 'members' : 'target');
	return {
		...NOTHING,
		value: denominator.n === null ? null : QUOTIENT[figure](numerator.n!, denominator.n),
		ratio: { numerator, denominator },
	};
}

const QUOTIENT: Record<Ratio, (n: number, by: number) => number | null> = {
	attainment,
	excess,
	approved_share: attainment,
	per_members: perThousand,
};

/** What of the unit the figure counts. */
function spanOf({ ask, period }: Asked): CountedSpan {
	const { programme, unit, tree = null, to = null } = ask;
	return { programme, unit, tree, period, upTo: to };
}

const rowsIn = (asked: Asked, measure: 'approved' | 'submitted'): FigureCut =>
	cutInSpan(spanOf(asked), { measure })!;

async function counted(db: Reader, asked: Asked, name: 'approved' | 'submitted'): Promise<ProofTerm> {
	const rows = rowsIn(asked, name);
	const { n } = await figureOf(db, (await resolveCut(db, rows)).ids);
	return { name, n, kind: null, rows, proof: null };
}

async function summed(db: Reader, asked: Asked, name: 'target' | 'members'): Promise<ProofTerm> {
	const parts = await partsOf(db, asked, name);
	const kind = parts[0]?.record?.kind ?? null;
	return { name, n: sum(parts), kind, rows: null, proof: { ...asked.ask, figure: name } };
}

function partsOf(
	db: Reader,
	asked: Asked,
	figure: Extract<Proven, 'target' | 'members'>,
): Promise<ProofPart[]> {
	const { ask, unit, on, today } = asked;
	return figure === 'members'
		? membersParts(db, unit, ask, { upTo: ask.to ?? today, on })
		: ofTarget(db, asked);
}

async function ofTarget(db: Reader, { ask, programme, unit, period, on }: Asked): Promise<ProofPart[]> {
	const ended = await unitsMergedInto(db, [unit.id], on);
	const { phaseId, quarter } = period;
	const of = { phaseId, quarter, choice: ask.target, at: ask.to ?? null };
	const named = new Map([unit, ...ended].map((each) => [each.id, each]));
	return (await targetParts(db, programme.id, unit.id, ended, of)).map(({ id, own }) => ({
		what: id === unit.id ? 'unit' : 'merged',
		code: named.get(id)!.code,
		name: named.get(id)!.name,
		n: own.number,
		record: { on: own.since, source: null, kind: own.kind },
		proof: null,
	}));
}

async function persons(db: Reader, asked: Asked, figure: Persons): Promise<Followed> {
	const { ask, programme, unit, nodeId } = asked;
	const at = { programmeId: programme.id, unitId: unit.id, nodeId, tree: ask.tree ?? null };
	const { n, parts } = await personsOf(db, figure, at, ask);
	const rows =
		figure === 'registrants' ? null : rowsIn(asked, figure === 'authors' ? 'submitted' : 'approved');
	return { ...NOTHING, value: n, parts, rows };
}
