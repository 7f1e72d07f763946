import { namedProgramme } from '#features/programmes/rules.ts';
import { readRankingView } from '#features/statistics/components/ranking-address.ts';
import { resolveRanking } from '#features/statistics/queries/ranking-ask.ts';
import { findUnits } from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import type { Portal } from '#portal/portal.ts';

/** The ranking that an address asks for, resolved; and units found for what was typed, without JavaScript. */
export async function requestedRanking({ db, clock }: Portal, query: URLSearchParams) {
	const view = readRankingView(query);
	const resolved = await resolveRanking(db, view, localDate(clock.now()));
	const typed = (query.get('don-vi_query') ?? '').trim().slice(0, 300);
	const found = typed ? await findUnits(db, typed, { limit: 10 }) : [];
	// What was typed has led to the unit that is chosen now: nothing is left to choose.
	const done = found.some(({ code }) => code === resolved?.unit.code);
	return {
		view,
		resolved,
		typed: done ? '' : typed,
		found: done
			? []
			: found.map(({ code, name, above }) => ({ id: code, label: name, detail: above.join(' · ') })),
	};
}

/** What the forms of a ranking choose from. */
export function choicesOf(resolved: NonNullable<Awaited<ReturnType<typeof resolveRanking>>>) {
	return {
		programmes: resolved.programmes.map(namedProgramme),
		periods: resolved.periods.map(({ code, phase, quarter, from, to }) => ({
			code,
			phase: phase?.name ?? null,
			quarter,
			from,
			to,
		})),
		clusters: resolved.clusters.map(({ code, name }) => ({ code, name })),
		period: resolved.ask.period.code,
		unit: { code: resolved.unit.code, name: resolved.unit.name },
		issues: resolved.issues,
	};
}
