/** Two things that are connected, and how strongly (0 to 1). */
export interface Edge {
	a: number;
	b: number;
	score: number;
}

/**
 * Groups of things that hang together by edges, directly or through others: the largest first, of one size the
 * one with the stronger edge, then the one with the smallest number. Members ascend.
 */
export function connected(edges: readonly Edge[]): number[][] {
	const parents = new Map<number, number>();
	const rootOf = (node: number): number => {
		let root = node;
		for (let above = parents.get(root) ?? root; above !== root; above = parents.get(root) ?? root)
			root = above;
		// What was walked over points to the root from now on.
		for (let at = node; at !== root; ) {
			const above = parents.get(at)!;
			parents.set(at, root);
			at = above;
		}
		return root;
	};
	for (const { a, b } of edges) {
		const [one, other] = [rootOf(a), rootOf(b)];
		parents.set(Math.max(one, other), Math.min(one, other));
		parents.set(Math.min(one, other), Math.min(one, other));
	}
	const groups = new Map<number, { members: number[]; best: number }>();
	for (const node of parents.keys()) {
		const root = rootOf(node);
		const group = groups.get(root) ?? { members: [], best: 0 };
		group.members.push(node);
		groups.set(root, group);
	}
	for (const { a, score } of edges) {
		const group = groups.get(rootOf(a))!;
		group.best = Math.max(group.best, score);
	}
	return [...groups]
		.sort(
			([root, one], [otherRoot, other]) =>
				other.members.length - one.members.length || other.best - one.best || root - otherRoot,
		)
		.map(([, { members }]) => members.sort((one, other) => one - other));
}

/** Places of `count` points on a circle around (0, 0), the first on top, then clockwise. */
export function onCircle(count: number, radius: number): { x: number; y: number }[] {
	return Array.from({ length: count }, (_, index) => {
		const angle = (2 * Math.PI * index) / count - Math.PI / 2;
		const round = (value: number) => Math.round(value * 10) / 10;
		return { x: round(radius * Math.cos(angle)), y: round(radius * Math.sin(angle)) };
	});
}
