import type { Setting } from './details/settings.ts';

/**
 * How initiatives of one trade are worded. A text may hold `{part}`: a word from the slot of that name, the same
 * one throughout an initiative; `{5..20}`: a number; `{unit}`: the workplace. Of several texts one is taken.
 */
export interface Topic {
	/** Code of the field it belongs to. */
	field: string;
	/** Only at workplaces whose name matches. */
	only?: RegExp;
	/** Whether the benefit is counted in money, only told in words, or either. */
	effect: 'money' | 'social' | 'either';
	/** What one does when it goes wrong; then what goes wrong; then of what there is less and more afterwards. */
	doing: string[];
	flaw: string[];
	less: string[];
	more: string[];
	title: string[];
	/** For each title the problem, solution and result that belong to it, by index; absent: any go together. */
	rows?: number[];
	solution: string[];
}

export interface Trade {
	code: string;
	/** What kind of workplace the circumstances are told of. */
	setting: Setting;
	/** Workplaces of this trade, by name. */
	workplaces: RegExp;
	/** Middle of its declared benefits, in million đồng. */
	typicalBenefit: number;
	slots: Record<string, string[]>;
	topics: Topic[];
}
