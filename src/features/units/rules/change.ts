import { z } from 'zod';
import { isLocalDate } from '#platform/clock/clock.ts';
import { clean } from '#platform/text/fold.ts';
import { UNIT_KINDS, unitCode } from '../schema.ts';

const line = (max: number) => z.string().transform(clean).pipe(z.string().min(1).max(max));
const unitName = line(300);
const codes = z.array(unitCode).min(1).max(500);

/** A unit that comes into being with a change. */
const newUnit = z.object({ code: unitCode, name: unitName, kind: z.enum(UNIT_KINDS) });

const decision = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('add'), unit: newUnit, parent: unitCode }),
	z.object({
		kind: z.literal('rename'),
		code: unitCode,
		name: unitName,
		shortName: line(100).nullish(),
		unitKind: z.enum(UNIT_KINDS).optional(),
		/** Code of the province in the official list of the day. */
		province: z
			.string()
			.regex(/^\d{2}$/)
			.nullish(),
	}),
	/** With all that stands below them. */
	z.object({ kind: z.literal('move'), codes, parent: unitCode }),
	/** Into one of them, another one, or a new one below `parent`; what stood below goes along. */
	z.object({
		kind: z.literal('merge'),
		codes,
		into: unitCode,
		unit: newUnit.omit({ code: true }).optional(),
		parent: unitCode.optional(),
	}),
	/** Some of those below it go to new units beside it; with `ends` it does not go on, and the first part succeeds it. */
	z.object({
		kind: z.literal('split'),
		code: unitCode,
		parts: z
			.array(newUnit.extend({ children: codes }))
			.min(1)
			.max(50),
		ends: z.boolean(),
	}),
	/** With a successor, which takes over what stands below; without one, into the «ended» line. */
	z.object({ kind: z.literal('close'), codes, successor: unitCode.nullable() }),
	z.object({ kind: z.literal('recluster'), codes, cluster: z.string().max(40).nullable() }),
]);

/** A decision on the tree: from which local date it counts, and why. Units are named by code. */
export const treeChange = z.intersection(
	decision,
	z.object({ from: z.string().refine(isLocalDate, 'date'), why: line(500) }),
);
export type TreeChange = z.infer<typeof treeChange>;
export const CHANGE_KINDS = ['add', 'rename', 'move', 'merge', 'split', 'close', 'recluster'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** The codes of units that exist which a change names, in order. */
export function codesOf(change: TreeChange): string[] {
	switch (change.kind) {
		case 'add':
			return [change.parent];
		case 'rename':
			return [change.code];
		case 'move':
			return [...change.codes, change.parent];
		case 'merge':
			return [...change.codes, ...(change.unit ? (change.parent ? [change.parent] : []) : [change.into])];
		case 'split':
			return [change.code, ...change.parts.flatMap((part) => part.children)];
		case 'close':
			return [...change.codes, ...(change.successor ? [change.successor] : [])];
		case 'recluster':
			return change.codes;
	}
}

/** The codes that come into being with it. */
export function newCodesOf(change: TreeChange): string[] {
	if (change.kind === 'add') return [change.unit.code];
	if (change.kind === 'merge') return change.unit ? [change.into] : [];
	if (change.kind === 'split') return change.parts.map((part) => part.code);
	return [];
}
