import { type Locale, type Messages, translator } from '#platform/i18n/translate.ts';

interface Said {
	locale: Locale;
	messages: Messages;
}

/** The way to a draft's form, or with `draftId` to its review page. */
export function draftTrail({ locale, messages }: Said, base: '/nop' | '/nop-ho', draftId?: string) {
	const t = translator(locale, messages);
	return [
		{ href: base, label: t(base === '/nop' ? 'member.submit' : 'member.submit_for_others') },
		...(draftId
			? [{ href: `${base}/${draftId}`, label: t('member.draft') }, { label: t('member.review') }]
			: [{ label: t('member.draft') }]),
	];
}
