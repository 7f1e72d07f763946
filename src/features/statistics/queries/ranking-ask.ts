import { currentProgramme, listProgrammes } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { type NamedPeriod, periodsOf } from '#features/targets/rules/periods.ts';
import { type ClusterOn, clustersOn } from '#features/units/queries/clusters.ts';
import { unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE, type Unit, type UnitKind } from '#features/units/schema.ts';
import { isLocalDate, type LocalDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { parseDate } from '#platform/text/dates.ts';
import type { RankingAsk } from './ranking.ts';

/** Kinds of which the country has so many units that they are ranked below a smaller unit only. */
const TOO_MANY: readonly UnitKind[] = ['grassroots', 'division'];

/** What a ranking is asked for by, as codes. */
export interface RankingCodes {
	programme?: string;
	unit: string;
	kind: UnitKind | '';
	cluster: string;
	period?: string;
	on: string;
	treeOfDay: boolean;
}

/** Why something that was asked for could not be taken as it is; the ranking leaves it out. */
export type AskIssue = { field: 'on' | 'kind' | 'cluster' | 'period'; code: string };

export interface ResolvedAsk {
	ask: RankingAsk;
	/** What the asked unit has to choose from. */
	unit: Unit;
	programmes: Programme[];
	periods: NamedPeriod[];
	clusters: ClusterOn[];
	issues: AskIssue[];
}

/**
 * Finds what the codes of a ranking name. Null while there is no programme at all.
 * @throws Refusal `not_found` for a programme or unit that does not exist
 */
export async function resolveRanking(
	db: Reader,
	codes: RankingCodes,
	today: LocalDate,
): Promise<ResolvedAsk | null> {
	const programmes = await listProgrammes(db);
	const programme = codes.programme
		? programmes.find(({ code }) => code === codes.programme)
		: await currentProgramme(db);
	const unit = await unitByCode(db, codes.unit || ROOT_CODE);
	if (codes.programme && !programme) throw notFound();
	if (!programme) return null;
	if (!unit) throw notFound();
	const issues: AskIssue[] = [];
	const on = dateOf(codes.on, today, issues);
	const periods = periodsOf(programme);
	const treeOfDay = codes.treeOfDay && on !== null;
	const clusters = await clustersOn(db, unit.id, treeOfDay ? on : today);
	const wanted = codes.period === undefined ? undefined : periods.find(({ code }) => code === codes.period);
	if (codes.period !== undefined && !wanted) issues.push({ field: 'period', code: 'period_unknown' });
	const cluster = clusters.find(({ code }) => code === codes.cluster) ?? null;
	if (codes.cluster && !cluster) issues.push({ field: 'cluster', code: 'cluster_unknown' });
	const many = unit.code === ROOT_CODE && codes.kind !== '' && TOO_MANY.includes(codes.kind);
	if (many) issues.push({ field: 'kind', code: 'too_many' });
	return {
		ask: {
			programme,
			parent: unit,
			kind: many ? null : codes.kind || null,
			cluster,
			period: wanted ?? runningPeriod(periods, on ?? today),
			on,
			treeOfDay,
			today,
		},
		unit,
		programmes,
		periods,
		clusters,
		issues,
	};
}

/** The phase of a day, else the whole programme. */
export const runningPeriod = (periods: readonly NamedPeriod[], day: LocalDate): NamedPeriod =>
	periods.find(({ phase, quarter, from, to }) => phase && !quarter && from <= day && day <= to) ??
	periods[0]!;

function dateOf(text: string, today: LocalDate, issues: AskIssue[]): LocalDate | null {
	if (!text) return null;
	const reading = parseDate(text);
	const date = 'date' in reading && isLocalDate(reading.date) ? reading.date : null;
	if (date === null) issues.push({ field: 'on', code: 'date_unreadable' });
	else if (date > today) issues.push({ field: 'on', code: 'future' });
	else return date;
	return null;
}
