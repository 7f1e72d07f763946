import type { Option } from '#ui/option.ts';

interface Choosable {
	id: number;
	name: string;
	above: readonly string[];
}

/** A unit as something to choose; the units above it tell namesakes apart. */
export const unitOption = ({ id, name, above }: Choosable): Option => ({
	id: String(id),
	label: name,
	detail: above.slice(0, 3).join(' · ') || undefined,
});

/** Asks the portal for units by a few letters, as a `Combobox` does; `below` keeps to some subtrees. */
export async function searchUnits(
	query: string,
	signal: AbortSignal,
	below: readonly number[] = [],
): Promise<Option[]> {
	const roots = below.length > 0 ? below.slice(0, 5) : [undefined];
	const found = await Promise.all(
		roots.map(async (root) => {
			const search = new URLSearchParams({ q: query, ...(root && { below: String(root) }) });
			const response = await fetch(`/api/v1/units?${search}`, { signal });
			if (!response.ok) throw new Error(`units: ${response.status}`);
			return (await response.json()) as Choosable[];
		}),
	);
	return found.flat().map(unitOption);
}
