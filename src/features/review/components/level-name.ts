import type { Programme } from '#features/programmes/schema.ts';
import type { Locale } from '#platform/i18n/translate.ts';

/** The name of the level at which an initiative stands; null for an appeal, which is past the last one. */
export function levelName(
	programmes: readonly Pick<Programme, 'id' | 'levels'>[],
	at: { programmeId: number; level: number | null },
	locale: Locale,
): string | null {
	const programme = programmes.find((each) => each.id === at.programmeId);
	return programme?.levels.find((each) => each.level === at.level)?.name[locale] ?? null;
}
