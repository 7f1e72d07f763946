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
	/** The same by code of the phase in which they were first submitted. */
	phases: Record<string, Counts>;
	members: number | null;
	/** In force at the end of that day, by code of the period; `whole` is the programme. */
	targets: Record<string, { number: number; kind: string }>;
}

/** One cut of a unit: counts by measure of each code. */
export interface SnapshotTable {
	cut: SnapshotCut;
	rows: { code: string; counts: Counts }[];
}

/** Rows of a snapshot as tables: one unit with each cut of it, and the other units. */
export function asTables(
	rows: readonly Row[],
	code: string,
): {
	/** Undefined where the snapshot says nothing of it. */
	unit: SnapshotUnit | undefined;
	others: SnapshotUnit[];
	cuts: SnapshotTable[];
	registrants: number | null;
} {
	const units = new Map<string, SnapshotUnit>();
	const cuts = new Map<SnapshotCut, Map<string, Counts>>();
	let registrants: number | null = null;
	for (const { unitCode, unitName, cut, key, n, benefit } of rows) {
		const unit = units.get(unitCode) ?? {
			code: unitCode,
			name: unitName,
			counts: {},
			phases: {},
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
		else {
			const [measure = '', ...rest] = key.split(':');
			const name = rest.join(':');
			if (cut === 'phase') unit.phases[name] = { ...unit.phases[name], [measure]: { n, benefit } };
			if (unitCode !== code) continue;
			const table = cuts.get(cut) ?? new Map<string, Counts>();
			cuts.set(cut, table);
			table.set(name, { ...table.get(name), [measure]: { n, benefit } });
		}
	}
	return {
		unit: units.get(code),
		others: [...units.values()].filter((unit) => unit.code !== code),
		cuts: [...cuts].map(([cut, table]) => ({
			cut,
			rows: [...table].map(([code, counts]) => ({ code, counts })),
		})),
		registrants,
	};
}
