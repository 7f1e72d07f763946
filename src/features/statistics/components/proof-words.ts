import { attainment, percentText, tenthsText } from '#features/targets/rules/attainment.ts';
import { formatNumber, type Locale, type Translate } from '#platform/i18n/translate.ts';
import type { Proof, ProofPart, ProofTerm } from '../schema/proof.ts';
import { proofHref, rowsHref } from './addresses.ts';

/** A proven figure as it is printed everywhere, with its unit. */
export function proofValue(t: Translate, locale: Locale, proof: Proof): { text: string; unit?: string } {
	const { value, ask } = proof;
	if (value === null) return { text: '—' };
	switch (ask.figure) {
		case 'attainment':
		case 'excess':
		case 'approved_share':
			return { text: percentText(value, locale) };
		case 'per_members':
			return { text: tenthsText(value, locale), unit: t('statistics.initiatives') };
		case 'target':
			return { text: formatNumber(value, locale), unit: t('statistics.initiatives') };
		case 'members':
			return { text: formatNumber(value, locale), unit: t('dashboard.unit_members') };
		case 'registrants':
			return { text: formatNumber(value, locale), unit: t('dashboard.unit_accounts') };
		case 'authors':
		case 'approved_authors':
			return { text: formatNumber(value, locale), unit: t('dashboard.unit_people') };
	}
}

/** The formula of a share with its numbers put in, a line for each step; none where a number is missing. */
export function proofFormula(t: Translate, locale: Locale, { ask, value, ratio }: Proof): string[] {
	const [n, by] = [ratio?.numerator.n, ratio?.denominator.n];
	if (n == null || by == null || value === null) return [];
	const numbers = { n: formatNumber(n, locale), by: formatNumber(by, locale) };
	if (ask.figure === 'per_members')
		return [t('public.proof_is_thousand', { ...numbers, result: tenthsText(value, locale) })];
	const attained = percentText(attainment(n, by)!, locale);
	const divided = t('public.proof_is_percent', { ...numbers, result: attained });
	if (ask.figure !== 'excess') return [divided];
	const over = percentText(attainment(n, by)! - 1000, locale);
	return [divided, t('public.proof_is_excess', { attained, result: over })];
}

/** «Sáng kiến được phê duyệt», «Chỉ tiêu (Giao)»: one side of a division. */
export function termText(t: Translate, { name, kind }: ProofTerm): string {
	const text = t(`definitions.${name}`);
	return kind === null ? text : `${text} (${t(`targets.kind_${kind}`)})`;
}

/** Where one side of a division is proven in turn. */
export const termHref = ({ rows, proof }: ProofTerm): string | undefined =>
	rows ? rowsHref(rows) : proof ? proofHref(proof) : undefined;

/** What one of the numbers that sum to a figure is of. */
export function partText(t: Translate, { ask, unit }: Proof, { what, name }: ProofPart): string {
	switch (what) {
		case 'itself':
			return t('statistics.directly', { unit: unit.name });
		case 'several':
			return t(ask.tree ? 'public.proof_several_tree' : 'public.proof_several');
		case 'merged':
			return t('public.proof_merged', { unit: name ?? '' });
		case 'unit':
		case 'below':
			return name ?? '';
	}
}
