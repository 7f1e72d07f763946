import type { Translate } from '#platform/i18n/translate.ts';
import type { UnitEffect } from '../queries/effects.ts';

/** What comes of a unit, in words: «kết thúc, Tỉnh B kế thừa». */
export function effectText(t: Translate, unit: UnitEffect): string {
	const said: string[] = [];
	if (unit.name2) said.push(t('tree.is_renamed', { name: unit.name2 }));
	if (unit.what.includes('begins') || unit.what.includes('goes_on'))
		said.push(t('tree.is_begun', { parent: unit.parent.becomes ?? '—' }));
	if (unit.what.includes('moves'))
		said.push(t('tree.is_moved', { was: unit.parent.was ?? '—', becomes: unit.parent.becomes ?? '—' }));
	if (unit.what.includes('ends'))
		said.push(unit.successor ? t('tree.is_succeeded', { name: unit.successor }) : t('tree.is_ended'));
	if (unit.cluster.was !== unit.cluster.becomes && !unit.what.includes('ends'))
		said.push(
			unit.cluster.becomes
				? t('tree.is_clustered', { name: unit.cluster.becomes })
				: t('tree.is_unclustered', { name: unit.cluster.was ?? '—' }),
		);
	return said.join(' · ') || t('tree.is_changed');
}

/** What is under way at units that end, each kind with its number; those of which there is none are left out. */
export function workTexts(
	t: Translate,
	work: Record<'waiting' | 'returned' | 'drafts' | 'cascades', number>,
): string[] {
	return (['waiting', 'returned', 'drafts', 'cascades'] as const)
		.filter((what) => work[what] > 0)
		.map((what) => t(`tree.work_${what}`, { count: work[what] }));
}
