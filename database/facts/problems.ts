import type { LocalDate } from '#platform/clock/clock.ts';
import { type FactCluster, type FactPeriod, type FactUnit, periodOn } from './units.ts';

/** What is wrong with a dated tree, in words; empty when it is sound on every date. */
export function treeProblems(units: readonly FactUnit[], clusters: readonly FactCluster[]): string[] {
	const byCode = new Map(units.map((unit) => [unit.code, unit]));
	const known = new Map(clusters.map((cluster) => [cluster.code, cluster]));
	const twice = units.length - byCode.size + clusters.length - known.size;
	return [
		...(twice ? [`${twice} codes stand twice`] : []),
		...units.flatMap((unit) => periodProblems(unit, known)),
		...units.flatMap((unit) => endProblems(unit, byCode)),
		...turningPoints(units).flatMap((date) => problemsOn(date, units, byCode)),
		...clusters.flatMap(({ code, owner, head }) =>
			byCode.has(owner) && (head === null || byCode.has(head)) ? [] : [`${code}: unknown owner or head`],
		),
	];
}

/** The tree changes on these dates only, so what holds on each of them holds always. */
function turningPoints(units: readonly FactUnit[]): LocalDate[] {
	const dates = units.flatMap((unit) => unit.periods.flatMap(({ from, to }) => (to ? [from, to] : [from])));
	return [...new Set(dates)].sort();
}

function periodProblems({ code, periods }: FactUnit, clusters: Map<string, FactCluster>): string[] {
	return periods.flatMap((period, index) => {
		const next = periods[index + 1];
		const cluster = period.cluster === null ? undefined : clusters.get(period.cluster);
		return [
			...(period.to !== null && period.to <= period.from
				? [`${code}: empty period from ${period.from}`]
				: []),
			...(next && next.from !== period.to ? [`${code}: gap or overlap before ${next.from}`] : []),
			...(period.cluster !== null && cluster?.owner !== period.parent
				? [`${code}: not a peer in its cluster`]
				: []),
		];
	});
}

function endProblems(
	{ code, periods, successor, members = [] }: FactUnit,
	byCode: Map<string, FactUnit>,
): string[] {
	const end = periods.at(-1)!.to;
	const heir = successor === null ? undefined : byCode.get(successor);
	return [
		...(end === null && successor !== null ? [`${code}: open, but has a successor`] : []),
		...(end && successor && !(heir && periodOn(heir, end)) ? [`${code}: successor not open on ${end}`] : []),
		...(end && members.some(({ asOf }) => asOf >= end) ? [`${code}: members after its end`] : []),
	];
}

function problemsOn(date: LocalDate, units: readonly FactUnit[], byCode: Map<string, FactUnit>): string[] {
	const standing = units.flatMap((unit) => {
		const period = periodOn(unit, date);
		return period ? [{ code: unit.code, period }] : [];
	});
	const roots = standing.filter(({ period }) => period.parent === null);
	const lost = standing.filter(({ period }) => !reachesRoot(period, date, byCode));
	return [
		...(roots.length === 1 ? [] : [`${date}: ${roots.length} roots`]),
		...lost.map(({ code }) => `${date}: ${code} does not hang on the root`),
	];
}

/** Climbs through parents standing on the date; a circle never ends, so more steps than units is one. */
function reachesRoot(start: FactPeriod, date: LocalDate, byCode: Map<string, FactUnit>): boolean {
	let period: FactPeriod | undefined = start;
	for (let step = 0; step <= byCode.size; step++) {
		if (!period) return false;
		if (period.parent === null) return true;
		const parent = byCode.get(period.parent);
		period = parent && periodOn(parent, date);
	}
	return false;
}
