import { effectText, workTexts } from '#features/units/components/effects.ts';
import { formatDate, formatNumber } from '#platform/i18n/translate.ts';
import type { Preview } from '#portal/tree-preview.ts';
import { cliTranslate } from '../output.ts';

/** What the page shows before a list is written, in the same words, line by line. */
export function previewLines(preview: Preview): string[] {
	const t = cliTranslate();
	const number = (value: number | null) => (value === null ? '—' : formatNumber(value, 'en'));
	const [from, until] = [formatDate(preview.from), formatDate(preview.until)];
	const { moving, total } = preview;
	const section = (title: string, rows: readonly string[], count: number) => [
		`${title}:`,
		...rows.map((row) => `  ${row}`),
		...(count > rows.length
			? [`  ${t('tree.rows_shown', { shown: rows.length, count: number(count) })}`]
			: []),
	];
	const lines = [
		from === until
			? t('tree.nothing_written', { date: from })
			: t('tree.nothing_written_days', { from, until }),
		moving.units > 0
			? t('tree.moving', { count: moving.units, initiatives: moving.initiatives })
			: t('tree.moving_none'),
		...section(
			t('tree.units'),
			preview.units.map((unit) => {
				const sizes = [
					`${t('tree.below')} ${number(unit.below)}`,
					`${t('tree.members')} ${number(unit.members)}`,
					`${t('tree.initiatives')} ${number(unit.initiatives)}`,
				].join(', ');
				return `${formatDate(unit.from)} ${unit.code} ${unit.name}: ${effectText(t, unit)} (${sizes})`;
			}),
			total.units,
		),
	];
	if (preview.ending === 0) return lines;
	const targets = preview.targets.map((target) => {
		const successor = target.successor ? `; ${target.successor}: ${number(target.successorNumber)}` : '';
		return `${target.unit}, ${target.programme.en}: ${number(target.number)}${successor}`;
	});
	const roles = preview.roles.map(
		({ name, role, unit, to }) =>
			`${name}, ${t(`officer.role_${role}`)}, ${unit} → ${to ?? t('tree.role_stays')}`,
	);
	const work = workTexts(t, preview.work);
	return [
		...lines,
		...(targets.length > 0
			? [...section(t('tree.targets'), targets, total.targets), t('tree.targets_about')]
			: [t('tree.targets_none')]),
		work.length > 0 ? t('tree.work', { work: work.join(' · ') }) : t('tree.work_none'),
		...(roles.length > 0 ? section(t('tree.roles'), roles, total.roles) : [t('tree.roles_none')]),
	];
}
