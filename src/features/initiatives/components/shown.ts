import type { Programme } from '#features/programmes/schema.ts';
import {
	asPercent,
	formatDate,
	formatNumber,
	type Locale,
	type Translate,
} from '#platform/i18n/translate.ts';
import type { FullInitiative } from '../queries/full.ts';
import { benefitInWords, parseBenefit } from '../rules/benefit.ts';
import type { Content } from '../schema.ts';
import { shownValues, amountText as valueText } from './values.ts';

/** A line of a `DescriptionList`. */
interface Line {
	term: string;
	text: string;
	typed?: boolean;
	key: string;
}

/** An initiative as lines to read. */
export interface Shown {
	texts: Line[];
	authors: Line[];
	effect: Line[];
}

type Text = Pick<
	Content,
	'problem' | 'solution' | 'result' | 'difference' | 'socialBenefit' | 'recognisedBy' | 'consent'
>;

interface Parts extends Text {
	unit: string;
	group: string;
	field: string;
	benefit: string;
	/** What others verified, once it is submitted. */
	verified?: Line[];
	appliedOn: string;
	recognition: string;
	confidential: boolean;
	authors: { name: string; share: string; namePublic: boolean }[];
}

function lines(t: Translate, parts: Parts): Shown {
	const line = (key: string, text: string, typed = false): Line => ({
		key,
		term: t(`initiatives.${key}`),
		text: text || t('initiatives.not_given'),
		typed: typed && text !== '',
	});
	return {
		texts: [
			line('unit', parts.unit),
			line('group', parts.group),
			line('field', parts.field),
			line('problem', parts.problem, true),
			line('solution', parts.solution, true),
			line('result', parts.result, true),
			...(parts.difference ? [line('difference', parts.difference, true)] : []),
			...(parts.confidential ? [line('confidential_short', t('initiatives.confidential_yes'))] : []),
		],
		authors: [
			...parts.authors.map((author, index) => ({
				key: `author_${index}`,
				term: author.name || t('initiatives.not_given'),
				text: [author.share, t(author.namePublic ? 'initiatives.name_shown' : 'initiatives.name_hidden')]
					.filter(Boolean)
					.join(' · '),
			})),
			...(parts.consent ? [line('consent', parts.consent, true)] : []),
		],
		effect: [
			line('benefit', parts.benefit),
			...(parts.verified ?? []),
			line('social_benefit', parts.socialBenefit, true),
			line('applied_on', parts.appliedOn),
			line('recognised_by', parts.recognisedBy, true),
			line('recognition', parts.recognition, true),
		],
	};
}

function amountText(t: Translate, locale: Locale, amount: number, typed: string): string {
	const text = t('initiatives.benefit_echo', {
		amount: formatNumber(amount, locale),
		words: benefitInWords(amount, locale),
	});
	const bare = typed === '' || /^\d+$/.test(typed);
	return bare ? text : `${text} · ${t('initiatives.as_written', { text: typed })}`;
}

const recognition = (t: Translate, number: string, on: string) =>
	[number, on && t('initiatives.on_date', { date: on })].filter(Boolean).join(' ');

/** An initiative that was submitted. */
export function shownInitiative(full: FullInitiative, t: Translate, locale: Locale): Shown {
	const day = (date: string | null) => (date ? formatDate(date) : '');
	return lines(t, {
		...full,
		unit: full.unit.name,
		group: full.group?.name[locale] ?? '',
		field: full.field?.name[locale] ?? '',
		benefit: full.benefit === null ? '' : amountText(t, locale, full.benefit, full.benefitText),
		verified: shownValues(full, t, locale)
			.filter(({ key }) => key !== 'declared')
			.map((value) => ({
				key: `value_${value.key}`,
				term: t(`initiatives.value_${value.key}`),
				text: [valueText(value, t), value.compared].filter(Boolean).join(' · '),
			})),
		appliedOn: day(full.appliedOn),
		recognition: recognition(t, full.recognitionNumber, day(full.recognisedOn)),
		authors: full.authors.map((author) => ({
			...author,
			share: asPercent(formatNumber(author.share / 100, locale), locale),
		})),
	});
}

/** A draft as it is typed, whole or not. */
export function shownDraft(
	content: Content,
	programme: Pick<Programme, 'groups' | 'fields'>,
	unit: string,
	t: Translate,
	locale: Locale,
): Shown {
	const read = parseBenefit(content.benefit);
	const named = (list: Programme['groups'], code: string) =>
		list.find((each) => each.code === code)?.name[locale] ?? code;
	return lines(t, {
		...content,
		unit,
		group: named(programme.groups, content.group),
		field: named(programme.fields, content.field),
		benefit: 'amount' in read ? amountText(t, locale, read.amount, content.benefit) : content.benefit,
		recognition: recognition(t, content.recognitionNumber, content.recognisedOn),
		authors: content.authors.map((author) => ({
			...author,
			share: author.share ? asPercent(author.share.replace(/\s*%$/, ''), locale) : '',
		})),
	});
}
