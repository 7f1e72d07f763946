import { formatDate, type Locale, type Translate } from '#platform/i18n/translate.ts';
import { type CountedSpan, cutInSpan } from '../../rules/cuts.ts';
import { type FigureCut, shares } from '../../rules.ts';
import type { Dashboard, DatedMembers } from '../../schema/dashboard.ts';
import type { Proven, Whole } from '../../schema/proof.ts';
import type { Cell, CellKind, FigureRow, TableColumn } from '../../schema/tables.ts';
import { type ProofLink, proofHref, rowsHref } from '../addresses.ts';
import type { View } from '../view.ts';

/** What a table is written with. */
export interface Words {
	t: Translate;
	locale: Locale;
	view: View;
}

/** A column headed by `dashboard.col_<key>`. */
export const column = ({ t }: Words, key: string, kind: CellKind): TableColumn => ({
	key,
	label: t(`dashboard.col_${key}`),
	kind,
});

/** When members were counted and by whom, and what else is in their number. */
export function membersNote(t: Translate, members: DatedMembers | null): string {
	if (!members) return t('dashboard.members_none');
	const { counted, merged } = members;
	return [
		counted
			? t('dashboard.members_source', { date: formatDate(counted.asOf), source: counted.source })
			: t('dashboard.members_below'),
		...(merged > 0 ? [t('dashboard.members_merged', { count: merged })] : []),
	].join(' ');
}

/** What of a unit the dashboard counts. */
export const spanOf = ({ programme, unit, tree, period, upTo }: Dashboard): CountedSpan => ({
	programme: programme.code,
	unit: unit.code,
	tree,
	period,
	upTo,
});

/** The list of the rows that a figure counts; none for what no cube counts, and no page lists. */
export function behind(data: Dashboard, cut: Omit<FigureCut, 'programme' | 'unit'> & { unit?: string }) {
	const asked = cutInSpan(spanOf(data), cut);
	return asked === null ? undefined : rowsHref(asked);
}

/** The proof of a figure that is no count of initiatives: of the unit, or of one below it. */
export const proven = (
	data: Dashboard,
	figure: Proven,
	{
		unit = data.unit.code,
		...more
	}: { unit?: string } & Pick<ProofLink, 'measure' | 'by' | 'part' | 'weighed' | 'day'> = {},
): string =>
	proofHref({
		figure,
		programme: data.programme.code,
		unit,
		tree: data.tree,
		period: data.period.code,
		to: data.upTo,
		...more,
	});

interface Part {
	key: string;
	label: string;
	submitted: number;
	approved: number;
	href?: string;
}

/** Parts of a whole by both counts, each with its share; the shares of a column sum to 100 % exactly. */
export function parts(data: Dashboard, words: Words, by: Whole, label: TableColumn, list: readonly Part[]) {
	const of = (measure: 'submitted' | 'approved') => shares(list.map((part) => part[measure]));
	const [submitted, approved] = [of('submitted'), of('approved')];
	const sum = (measure: 'submitted' | 'approved') => list.reduce((n, part) => n + part[measure], 0);
	return {
		columns: [
			label,
			column(words, 'submitted', 'count'),
			column(words, 'submitted_share', 'permille'),
			column(words, 'approved', 'count'),
			column(words, 'approved_share_of', 'permille'),
		],
		rows: list.map(
			(part, index): FigureRow => ({
				key: part.key,
				href: part.href,
				links: {
					submitted_share: proven(data, 'share', { measure: 'submitted', by, part: part.key }),
					approved_share_of: proven(data, 'share', { measure: 'approved', by, part: part.key }),
				},
				cells: {
					[label.key]: part.label,
					submitted: part.submitted,
					submitted_share: submitted[index] ?? null,
					approved: part.approved,
					approved_share_of: approved[index] ?? null,
				},
			}),
		),
		total: {
			[label.key]: words.t('statistics.sum'),
			submitted: sum('submitted'),
			submitted_share: sum('submitted') > 0 ? 1000 : null,
			approved: sum('approved'),
			approved_share_of: sum('approved') > 0 ? 1000 : null,
		} satisfies Record<string, Cell>,
	};
}
