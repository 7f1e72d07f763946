import { attainment } from '#features/targets/rules/attainment.ts';
import { formatDate } from '#platform/i18n/translate.ts';
import type { BandCount, KindCount } from '../../queries/nodes.ts';
import { PARTED_STATES } from '../../rules/wholes.ts';
import { type FigureCut, shares } from '../../rules.ts';
import type { ClassLine, Dashboard } from '../../schema/dashboard.ts';
import type { FigureTable } from '../../schema/tables.ts';
import { AUTHOR_COUNTS, type DateRange, SUBMISSION_KINDS } from '../../schema.ts';
import { partName } from '../words.ts';
import { behind, column, parts, proven, type Words } from './words.ts';

/** States of everything submitted: they sum to it. */
export function stateTable(data: Dashboard, words: Words): FigureTable {
	const { t } = words;
	const of = shares(PARTED_STATES.map((state) => data.counts[state].n));
	const whole = data.counts.submitted.n;
	return {
		name: 'tinh-trang',
		title: t('dashboard.table_states'),
		definitions: ['states'],
		columns: [
			column(words, 'state', 'text'),
			column(words, 'count', 'count'),
			column(words, 'submitted_share', 'permille'),
		],
		rows: PARTED_STATES.map((state, index) => ({
			key: state,
			href: behind(data, { measure: state }),
			links: { submitted_share: proven(data, 'share', { by: 'state', part: state }) },
			cells: {
				state: partName(words, 'state', state),
				count: data.counts[state].n,
				submitted_share: of[index] ?? null,
			},
		})),
		total: { state: t('statistics.sum_submitted'), count: whole, submitted_share: whole > 0 ? 1000 : null },
	};
}

/** Phases with their targets and how far both counts attain them. */
export function phaseTable(data: Dashboard, words: Words): FigureTable {
	const { t, locale } = words;
	return {
		name: 'giai-doan',
		title: t('dashboard.table_phases'),
		definitions: ['phase', 'submitted', 'approved', 'target', 'attainment'],
		columns: [
			column(words, 'phase', 'text'),
			column(words, 'from', 'date'),
			column(words, 'to', 'date'),
			column(words, 'submitted', 'count'),
			column(words, 'approved', 'count'),
			column(words, 'target', 'count'),
			column(words, 'target_kind', 'text'),
			{ ...column(words, 'attained_approved', 'permille') },
			{ ...column(words, 'attained_submitted', 'permille') },
		],
		rows: (data.phases ?? []).map((phase) => ({
			key: phase.code,
			href: behind(data, { measure: words.view.measure, phase: phase.code }),
			links: phaseLinks(data, phase.code),
			cells: {
				phase: phase.name?.[locale] ?? phase.code,
				from: phase.from,
				to: phase.to,
				submitted: phase.counts.submitted.n,
				approved: phase.counts.approved.n,
				target: phase.target?.number ?? null,
				target_kind: phase.target ? t(`targets.kind_${phase.target.kind}`) : null,
				attained_approved: phase.target && attainment(phase.counts.approved.n, phase.target.number),
				attained_submitted: phase.target && attainment(phase.counts.submitted.n, phase.target.number),
			},
		})),
	};
}

/** Where each figure of a phase comes from. */
function phaseLinks(data: Dashboard, period: string) {
	const of = { ...data, period: { ...data.period, code: period } };
	return {
		submitted: behind(data, { measure: 'submitted', phase: period }),
		approved: behind(data, { measure: 'approved', phase: period }),
		target: proven(of, 'target'),
		attained_approved: proven(of, 'attainment'),
		attained_submitted: proven(of, 'attainment', { measure: 'submitted' }),
	};
}

/** Groups or fields. */
export function classTable(data: Dashboard, words: Words, by: 'group' | 'field'): FigureTable {
	const { t, view } = words;
	const lines: readonly ClassLine[] = (by === 'group' ? data.groups : data.fields) ?? [];
	const name = by === 'group' ? 'nhom' : 'linh-vuc';
	return {
		name,
		title: t(`dashboard.table_${by}`),
		definitions: [by, 'submitted', 'approved', 'share'],
		...parts(
			data,
			words,
			by,
			column(words, by, 'text'),
			lines.map((line) => ({
				key: line.code,
				label: partName(words, by, line.code, line.name),
				submitted: line.counts.submitted.n,
				approved: line.counts.approved.n,
				href: behind(data, { measure: view.measure, [by]: line.code }),
			})),
		),
	};
}

/** How initiatives came in, or how many authors they have. */
export function kindTable(data: Dashboard, words: Words, by: 'kind' | 'authors'): FigureTable {
	const { t, view } = words;
	const sum = (list: readonly KindCount[] | undefined, of: (cell: KindCount) => boolean) =>
		(list ?? []).filter(of).reduce((n, cell) => n + cell.n, 0);
	const part = (key: string, cut: Pick<FigureCut, 'kind' | 'authors'>, of: (cell: KindCount) => boolean) => ({
		key,
		label: partName(words, by, key),
		href: behind(data, { measure: view.measure, ...cut }),
		submitted: sum(data.kinds?.submitted, of),
		approved: sum(data.kinds?.approved, of),
	});
	const list =
		by === 'kind'
			? SUBMISSION_KINDS.map((kind) => part(kind, { kind }, (cell) => cell.kind === kind))
			: AUTHOR_COUNTS.map((authors) =>
					part(String(authors), { authors }, (cell) => cell.authors === authors),
				);
	const name = by === 'kind' ? 'hinh-thuc' : 'so-tac-gia';
	return {
		name,
		title: t(`dashboard.table_${by}`),
		definitions: [by === 'kind' ? 'kind' : 'author_count', 'submitted', 'approved', 'share'],
		...parts(data, words, by, column(words, by === 'kind' ? 'kind' : 'author_count', 'text'), list),
	};
}

/** Values of approved initiatives by size: how many, and what each band weighs in the sum. */
export function valueTable(data: Dashboard, words: Words): FigureTable {
	const { t } = words;
	const declared = data.values?.declared ?? [];
	const verified = data.values?.verified ?? [];
	const numbers = shares(declared.map(({ n }) => n));
	const sums = shares(declared.map(({ benefit }) => BigInt(benefit)));
	const all = (list: readonly BandCount[]) => ({
		n: list.reduce((n, band) => n + band.n, 0),
		benefit: String(list.reduce((sum, band) => sum + BigInt(band.benefit), 0n)),
	});
	const [whole, checked] = [all(declared), all(verified)];
	return {
		name: 'gia-tri',
		title: t('dashboard.table_values'),
		definitions: ['declared', 'verified', 'bands', 'share'],
		columns: [
			column(words, 'band', 'text'),
			column(words, 'declared_n', 'count'),
			column(words, 'declared_n_share', 'permille'),
			column(words, 'declared_sum', 'dong'),
			column(words, 'declared_sum_share', 'permille'),
			column(words, 'verified_n', 'count'),
			column(words, 'verified_sum', 'dong'),
		],
		rows: declared.map((band, index) => ({
			key: String(band.band),
			href: behind(data, { measure: 'approved', source: 'declared', band: band.band }),
			links: bandLinks(data, band.band),
			cells: {
				band: partName(words, 'band', String(band.band)),
				declared_n: band.n,
				declared_n_share: numbers[index] ?? null,
				declared_sum: band.benefit,
				declared_sum_share: sums[index] ?? null,
				verified_n: verified[index]?.n ?? 0,
				verified_sum: verified[index]?.benefit ?? '0',
			},
		})),
		total: {
			band: t('statistics.sum'),
			declared_n: whole.n,
			declared_n_share: whole.n > 0 ? 1000 : null,
			declared_sum: whole.benefit,
			declared_sum_share: whole.benefit === '0' ? null : 1000,
			verified_n: checked.n,
			verified_sum: checked.benefit,
		},
	};
}

/** Where each figure of a band comes from. */
function bandLinks(data: Dashboard, band: number) {
	const part = String(band);
	const [declared, verified] = (['declared', 'verified'] as const).map((source) =>
		behind(data, { measure: 'approved', source, band }),
	);
	return {
		declared_n_share: proven(data, 'share', { by: 'band', part }),
		declared_sum: declared,
		declared_sum_share: proven(data, 'share', { by: 'band', part, weighed: 'dong' }),
		verified_n: verified,
		verified_sum: verified,
	};
}

/** The series over days, weeks or months. */
export function seriesTable(data: Dashboard, words: Words): FigureTable {
	const { t, view } = words;
	const { step, steps } = data.series;
	return {
		name: 'thoi-gian',
		title: t(`dashboard.table_by_${step}`),
		definitions: ['submitted', 'approved', 'series', 'plan'],
		columns: [
			column(words, 'from', 'date'),
			...(step === 'day' ? [] : [column(words, 'to', 'date')]),
			column(words, 'submitted', 'count'),
			column(words, 'submitted_total', 'count'),
			column(words, 'approved', 'count'),
			column(words, 'approved_total', 'count'),
			column(words, 'plan', 'count'),
		],
		rows: steps.map((each) => ({
			key: each.from,
			href: behind(data, {
				measure: view.measure,
				...daysOf(each),
			}),
			links: stepLinks(data, each),
			cells: {
				from: each.from,
				...(step !== 'day' && { to: each.to }),
				submitted: each.submitted,
				submitted_total: each.submittedTotal,
				approved: each.approved,
				approved_total: each.approvedTotal,
				plan: each.plan,
			},
		})),
	};
}

const daysOf = ({ from, to }: DateRange) => (from === to ? { day: from } : { from, to });

/** Where each figure of a step comes from; totals run from the first day of the period. */
function stepLinks(data: Dashboard, step: DateRange) {
	const { period } = data;
	const until = { ...(period.quarter !== null && { from: period.from }), to: step.to };
	return {
		submitted: behind(data, { measure: 'submitted', ...daysOf(step) }),
		submitted_total: behind(data, { measure: 'submitted', ...until }),
		approved: behind(data, { measure: 'approved', ...daysOf(step) }),
		approved_total: behind(data, { measure: 'approved', ...until }),
		plan: proven(data, 'plan', { day: step.to }),
	};
}

/** «21/4/2022», «16/05/2022 – 22/05/2022». */
export const stepText = (words: Words, { from, to }: { from: string; to: string }): string =>
	from === to
		? formatDate(from)
		: words.t('statistics.from_to', { from: formatDate(from), to: formatDate(to) });
