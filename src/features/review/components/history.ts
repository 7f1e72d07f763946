import { instantText } from '#features/initiatives/components/instant.ts';
import type { FullInitiative } from '#features/initiatives/queries/full.ts';
import { KEEPING_EVENTS } from '#features/initiatives/rules/life-cycle.ts';
import type { Locale, Translate } from '#platform/i18n/translate.ts';
import type { Tone } from '#ui/tone.ts';
import type { PastVerdict } from '../queries/verdicts.ts';

/** As `Timeline` shows it. */
interface Happening {
	id: string;
	title: string;
	tone: Tone | undefined;
	at: string;
	when: string;
	who: string | undefined;
	reason: string | undefined;
}

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
	benefit_verified: 'info',
	centrally_verified: 'info',
};

/** What happened to an initiative, latest first: the decision at hand follows from the last step. */
export function happenings(
	initiative: FullInitiative,
	verdicts: readonly PastVerdict[],
	t: Translate,
	locale: Locale,
): Happening[] {
	const all = [...stepsTaken(initiative, t, locale), ...verdicts.map((verdict) => judged(verdict, t))];
	// Of one moment the step that was taken later in the list comes first.
	return all.reverse().sort((one, other) => other.at.localeCompare(one.at));
}

function stepsTaken({ history, programme }: FullInitiative, t: Translate, locale: Locale): Happening[] {
	return history.map((entry) => {
		// A value may be verified at any level; it says nothing of whose turn it was.
		const turn = KEEPING_EVENTS.includes(entry.kind) ? null : entry.level;
		const level = programme.levels.find((each) => each.level === turn)?.name[locale];
		const reason = programme.reasons.find((each) => each.code === entry.reason)?.name[locale];
		const unit = entry.byAuthor ? null : entry.unitName;
		return {
			id: String(entry.seq),
			title:
				t(`review.event_${entry.kind}`, { amount: entry.verified ?? 0 }) +
				(level && !entry.byAuthor ? ` · ${level}` : ''),
			tone: TONES[entry.kind],
			at: entry.at.toISOString(),
			when: instantText(entry.at),
			who: [entry.actorName, unit].filter(Boolean).join(' · ') || undefined,
			reason: [reason, entry.note].filter(Boolean).join('\n') || undefined,
		};
	});
}

/** A verdict is no step of an initiative: nothing follows from it by itself. */
function judged({ id, verdict, at, other, by, note }: PastVerdict, t: Translate): Happening {
	const words = t(`screening.verdict_${verdict}`);
	return {
		id: `verdict-${id}`,
		title: other
			? t('screening.verdict_on', { verdict: words, code: other })
			: t('screening.verdict_on_closed', { verdict: words }),
		tone: 'neutral',
		at: at.toISOString(),
		when: instantText(at),
		who: by ?? undefined,
		reason: note || undefined,
	};
}
