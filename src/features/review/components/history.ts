import { instantText } from '#features/initiatives/components/instant.ts';
import type { FullInitiative } from '#features/initiatives/queries/full.ts';
import type { Locale, Translate } from '#platform/i18n/translate.ts';
import type { Tone } from '#ui/tone.ts';

const TONES: Record<string, Tone> = {
	submitted: 'info',
	confirmed: 'success',
	approved: 'success',
	returned: 'returned',
	resubmitted: 'info',
	rejected: 'danger',
	appealed: 'waiting',
	withdrawn: 'neutral',
	revoked: 'danger',
};

/** What happened to an initiative, latest first: the decision at hand follows from the last step. */
export function happenings({ history, programme }: FullInitiative, t: Translate, locale: Locale) {
	return history
		.map((entry) => {
			const level = programme.levels.find((each) => each.level === entry.level)?.name[locale];
			const reason = programme.reasons.find((each) => each.code === entry.reason)?.name[locale];
			const unit = entry.byAuthor ? null : entry.unitName;
			return {
				id: String(entry.seq),
				title: t(`review.event_${entry.kind}`) + (level && !entry.byAuthor ? ` · ${level}` : ''),
				tone: TONES[entry.kind],
				at: entry.at.toISOString(),
				when: instantText(entry.at),
				who: [entry.actorName, unit].filter(Boolean).join(' · ') || undefined,
				reason: [reason, entry.note].filter(Boolean).join('\n') || undefined,
			};
		})
		.reverse();
}
