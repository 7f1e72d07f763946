import { attainment, percentText, tenthsText } from '#features/targets/rules/attainment.ts';
import { daysBetween } from '#platform/clock/clock.ts';
import {
	asPercent,
	formatDate,
	formatNumber,
	type Locale,
	type Translate,
} from '#platform/i18n/translate.ts';
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
		case 'share':
			return { text: percentText(value, locale) };
		case 'per_members':
			return { text: tenthsText(value, locale), unit: t('statistics.initiatives') };
		case 'target':
		case 'plan':
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
export function proofFormula(t: Translate, locale: Locale, proof: Proof): string[] {
	const { ask, value, ratio, whole, plan } = proof;
	if (plan && value !== null) {
		const { from, to } = plan;
		return [
			t('public.proof_is_plan', {
				from: from.value,
				to: to.value,
				passed: daysBetween(from.on, ask.day!),
				all: daysBetween(from.on, to.on),
				result: value,
			}),
			t('public.proof_plan_days', { from: formatDate(from.on), to: formatDate(to.on) }),
		];
	}
	if (whole && value !== null) {
		const { n } = whole.parts.find(({ part }) => part === ask.part)!;
		const numbers = { n: formatNumber(BigInt(n), locale), by: formatNumber(BigInt(whole.n), locale) };
		return [
			t('public.proof_is_percent', { ...numbers, result: exactPercent(locale, n, whole.n) }),
			t('public.proof_is_share', { result: percentText(value, locale) }),
		];
	}
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

/** A part of a whole in percent, cut after the third decimal: «35,999… %» is what its share was rounded from. */
export function exactPercent(locale: Locale, n: string, whole: string): string {
	const thousandths = BigInt(n) * 100_000n;
	const cut = formatNumber(Number(thousandths / BigInt(whole)) / 1000, locale, 3);
	return asPercent(`${cut}${thousandths % BigInt(whole) === 0n ? '' : '…'}`, locale);
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
