/** What decides on a rebuild; see `ScreeningState`. */
export interface IndexState {
	/** Texts that the statistics were counted in. */
	countedTexts: number;
	/** Texts in the packed lists, and documents that came after. */
	packed: number;
	unpacked: number;
	rebuildWanted: 'pack' | 'count' | null;
}

/** Fewer texts say nothing of what is common. */
const FIRST_COUNT = 50;
/** Up to here statistics are counted anew when the texts have doubled, beyond when they have grown by a quarter. */
const SMALL = 2_000;

/**
 * Whether the lists are due to be packed again, and statistics to be counted anew with it: after a count the whole
 * corpus is screened again. At two million texts that is every 40,000, and every half a million.
 */
export function rebuildDue({
	countedTexts,
	packed,
	unpacked,
	rebuildWanted,
}: IndexState): 'pack' | 'count' | null {
	if (rebuildWanted) return rebuildWanted;
	const texts = packed + unpacked;
	const growth = texts < SMALL ? 2 : 1.25;
	if (texts >= Math.max(FIRST_COUNT, growth * countedTexts)) return 'count';
	return unpacked > Math.max(200, Math.min(1_000, packed), 0.02 * packed) ? 'pack' : null;
}
