import { attainment } from '#features/targets/rules/attainment.ts';
import { comparedBy, inOrder, perThousand, type Result } from '../../rules/compared.ts';
import type { Dashboard, UnitLine } from '../../schema/dashboard.ts';
import type { CellKind, Compared, FigureRow, FigureTable } from '../../schema/tables.ts';
import type { Figure, Figures } from '../../schema.ts';
import { behind, column, proven, type Words } from './words.ts';

/** What each comparison is written in. */
export const COMPARED_KINDS: Record<Compared, CellKind> = {
	count: 'count',
	attained: 'permille',
	per_members: 'tenths',
	approved_share: 'permille',
	verified: 'dong',
};

/** Which definitions say what is compared. */
const DEFINITIONS: Record<Compared, readonly string[]> = {
	count: ['submitted', 'approved'],
	attained: ['attainment', 'target'],
	per_members: ['per_members', 'members'],
	approved_share: ['approved_share'],
	verified: ['verified'],
};

const DIVIDED = {
	attained: { approved: 'attained_approved', submitted: 'attained_submitted' },
	per_members: { approved: 'per_members_approved', submitted: 'per_members_submitted' },
} as const;

/** A heading that names the count it divides: «Đạt (phê duyệt ÷ chỉ tiêu)». */
export const comparedColumn = (words: Words, by: Compared) => {
	const { measure } = words.view;
	const key = by === 'count' ? measure : by;
	const named = by === 'attained' || by === 'per_members' ? DIVIDED[by][measure] : key;
	return { ...column(words, named, COMPARED_KINDS[by]), key };
};

/** Every unit directly below, by what the view sorts by, and what stands in none of them; it sums to the unit. */
export function unitTable(data: Dashboard, words: Words): FigureTable {
	const { t, view } = words;
	const { measure } = view;
	const lines = inOrder(data.units, view.sort, measure);
	const row = (
		key: string,
		name: string,
		counted: { counts: Figures; verified: Figure },
		line?: UnitLine,
	) => ({
		key,
		href: line && behind(data, { measure, unit: line.code }),
		links: line && linksOf(data, line.code, measure),
		cells: {
			unit: name,
			code: line?.code ?? null,
			submitted: counted.counts.submitted.n,
			approved: counted.counts.approved.n,
			approved_share: attainment(counted.counts.approved.n, counted.counts.submitted.n),
			target: line?.target?.number ?? null,
			target_kind: line?.target ? t(`targets.kind_${line.target.kind}`) : null,
			attained: line?.target ? attainment(counted.counts[measure].n, line.target.number) : null,
			members: line?.members ?? null,
			per_members: perThousand(counted.counts[measure].n, line?.members ?? null),
			verified: counted.verified.n > 0 ? counted.verified.benefit : null,
		},
	});
	const rest = data.rest.counts;
	return {
		name: 'don-vi',
		title: t('dashboard.table_units', { unit: data.unit.name }),
		definitions: [
			'submitted',
			'approved',
			'target',
			'attainment',
			'per_members',
			'approved_share',
			'verified',
		],
		columns: [
			column(words, 'unit', 'text'),
			column(words, 'code', 'text'),
			column(words, 'submitted', 'count'),
			column(words, 'approved', 'count'),
			column(words, 'approved_share', 'permille'),
			column(words, 'target', 'count'),
			column(words, 'target_kind', 'text'),
			comparedColumn(words, 'attained'),
			column(words, 'members', 'count'),
			comparedColumn(words, 'per_members'),
			column(words, 'verified', 'dong'),
		],
		rows: [
			...lines.map((line) => row(line.code, nameOf(line, words), line, line)),
			...(rest.submitted.n !== 0 || rest.approved.n !== 0
				? [row('-', restName(data, words), data.rest)]
				: []),
		],
		total: {
			...row('', t('statistics.sum'), data).cells,
			target: data.target?.number ?? null,
			target_kind: data.target ? t(`targets.kind_${data.target.kind}`) : null,
			attained: data.target ? attainment(data.counts[measure].n, data.target.number) : null,
			members: data.members?.members ?? null,
			per_members: perThousand(data.counts[measure].n, data.members?.members ?? null),
		},
		totalLinks: linksOf(data, data.unit.code, measure),
	};
}

/** Where each figure of a unit, or of one below it, comes from. */
function linksOf(data: Dashboard, unit: string, measure: Result) {
	return {
		submitted: behind(data, { measure: 'submitted', unit }),
		approved: behind(data, { measure: 'approved', unit }),
		approved_share: proven(data, 'approved_share', { unit }),
		target: proven(data, 'target', { unit }),
		attained: proven(data, 'attainment', { unit, measure }),
		members: proven(data, 'members', { unit }),
		per_members: proven(data, 'per_members', { unit, measure }),
		verified: behind(data, { measure: 'approved', source: 'verified', unit }),
	};
}

const nameOf = (line: UnitLine, { t }: Words) =>
	line.ended ? t('dashboard.unit_ended', { unit: line.name }) : line.name;

/** What the rest of the children is called. */
const restName = (data: Dashboard, { t }: Words) =>
	data.tree === null
		? t('statistics.directly', { unit: data.unit.name })
		: t('dashboard.rest_later', { unit: data.unit.name });

/**
 * The map in words: provinces, then the other unions beside them, then what stands in none of them, by what the map
 * shows; counts sum to the whole country.
 */
export function mapTable(data: Dashboard, words: Words): FigureTable {
	const { t, view } = words;
	const value = comparedColumn(words, view.map);
	const adds = view.map === 'count' || view.map === 'verified';
	const cellOf = (line: UnitLine) =>
		view.map === 'verified' && line.verified.n > 0
			? line.verified.benefit
			: comparedBy(line, view.map, view.measure);
	const group = (name: string, lines: readonly UnitLine[]): FigureRow[] => [
		...inOrder(lines, view.map, view.measure).map((line) => ({
			key: line.code,
			href: behind(data, { measure: view.measure, unit: line.code }),
			links:
				view.map === 'count' ? undefined : { [value.key]: linksOf(data, line.code, view.measure)[view.map] },
			cells: { unit: nameOf(line, words), province: line.province, [value.key]: cellOf(line) },
		})),
		...(adds && lines.length > 0
			? [
					{
						key: name,
						sum: true,
						cells: { unit: t(`dashboard.sum_${name}`), province: null, [value.key]: sum(lines) },
					},
				]
			: []),
	];
	const sum = (lines: readonly UnitLine[]) =>
		view.map === 'verified'
			? String(lines.reduce((all, line) => all + BigInt(line.verified.benefit), 0n))
			: lines.reduce((all, line) => all + line.counts[view.measure].n, 0);
	const own = (counted: { counts: Figures; verified: Figure }) =>
		view.map === 'verified' ? counted.verified.benefit : counted.counts[view.measure].n;
	const provinces = data.units.filter(isProvince);
	const others = data.units.filter((line) => !isProvince(line));
	return {
		name: 'ban-do',
		title: t('dashboard.table_map', { what: value.label }),
		definitions: DEFINITIONS[view.map],
		columns: [column(words, 'unit', 'text'), column(words, 'province', 'text'), value],
		rows: [
			...group('provinces', provinces),
			...group('others', others),
			...(adds && own(data.rest) !== 0 && own(data.rest) !== '0'
				? [{ key: '-', cells: { unit: restName(data, words), province: null, [value.key]: own(data.rest) } }]
				: []),
		],
		...(adds && { total: { unit: t('statistics.sum'), province: null, [value.key]: own(data) } }),
	};
}

export const isProvince = (line: UnitLine) => line.kind === 'provincial_federation' && line.province !== null;
