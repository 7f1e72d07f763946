import type { SnapshotCut } from './snapshots.ts';

interface Row {
	unitCode: string;
	unitName: string;
	cut: SnapshotCut;
	key: string;
	n: number;
	benefit: string;
}

/** Counts by measure. */
export type Counts = Record<string, { n: number; benefit: string }>;

export interface SnapshotUnit {
	code: string;
	name: string;
	counts: Counts;
	members: number | null;
	/** In force at the end of that day, by code of the period; `whole` is the programme. */
	targets: Record<string, { number: number; kind: string }>;
}

/** One cut of the whole country: counts by measure of each code. */
export interface SnapshotTable {
	cut: SnapshotCut;
	rows: { code: string; counts: Counts }[];
}

/** The rows of a snapshot as tables: units, the first being the root, and each cut of the whole country. */
export function asTables(
	rows: readonly Row[],
	root: string,
): { units: SnapshotUnit[]; cuts: SnapshotTable[]; registrants: number } {
	const units = new Map<string, SnapshotUnit>();
	const cuts = new Map<SnapshotCut, Map<string, Counts>>();
	let registrants = 0;
	for (const { unitCode, unitName, cut, key, n, benefit } of rows) {
		const unit = units.get(unitCode) ?? {
			code: unitCode,
			name: unitName,
			counts: {},
			members: null,
			targets: {},
		};
		units.set(unitCode, unit);
		if (cut === 'state') unit.counts[key] = { n, benefit };
		else if (cut === 'members') unit.members = n;
		else if (cut === 'target') {
			const at = key.lastIndexOf(':');
			unit.targets[key.slice(0, at)] = { number: n, kind: key.slice(at + 1) };
		} else if (cut === 'people') registrants = n;
		else if (unitCode === root) {
			const [measure = '', ...code] = key.split(':');
			const table = cuts.get(cut) ?? new Map<string, Counts>();
			cuts.set(cut, table);
			const name = code.join(':');
			table.set(name, { ...table.get(name), [measure]: { n, benefit } });
		}
	}
	return {
		units: [...units.values()],
		cuts: [...cuts].map(([cut, table]) => ({
			cut,
			rows: [...table].map(([code, counts]) => ({ code, counts })),
		})),
		registrants,
	};
}
