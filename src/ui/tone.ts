import type { IconName } from './icons.ts';

/**
 * What a chip, notice or event means; never told by colour alone.
 * `data-tone` on an element sets `--tone` (text, line) and `--tone-soft` (ground) there.
 */
export type Tone = 'neutral' | 'info' | 'waiting' | 'returned' | 'success' | 'danger';

export const toneIcons: Record<Tone, IconName> = {
	neutral: 'minus',
	info: 'info',
	waiting: 'clock',
	returned: 'return',
	success: 'check',
	danger: 'cross',
};
