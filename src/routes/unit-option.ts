import type { Option } from '#ui/option.ts';

interface Choosable {
	id: number;
	name: string;
	kind: string;
	above: readonly string[];
}

/** A unit as something to choose; the units above it tell namesakes apart. */
export const unitOption = ({ id, name, above }: Choosable): Option => ({
	id: String(id),
	label: name,
	detail: above.slice(0, 3).join(' · ') || undefined,
});

/**
 * Asks the portal for units by a few letters, as a `Combobox` does.
 * @param only.below keeps to some subtrees
 * @param only.kinds keeps to some kinds of unit
 */
export async function searchUnits(
	query: string,
	signal: AbortSignal,
	only: { below?: readonly number[]; kinds?: readonly string[] } = {},
): Promise<Option[]> {
	const roots = only.below?.length ? only.below.slice(0, 5) : [undefined];
	const found = await Promise.all(
		roots.map(async (root) => {
			const search = new URLSearchParams({ q: query, limit: '50', ...(root && { below: String(root) }) });
			const response = await fetch(`/api/v1/units?${search}`, { signal });
			if (!response.ok) throw new Error(`units: ${response.status}`);
			return (await response.json()) as Choosable[];
		}),
	);
	return found
		.flat()
		.filter((unit) => !only.kinds || only.kinds.includes(unit.kind))
		.slice(0, 20)
		.map(unitOption);
}
