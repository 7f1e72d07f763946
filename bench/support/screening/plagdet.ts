import type { Span } from './queries.ts';

/** A stretch of query `query` that is said to come from document `source`. */
export interface Detection {
	query: number;
	span: Span;
	source: number;
	match: Span;
}

export interface Plagdet {
	precision: number;
	recall: number;
	/** How many detections there are for one passage, on average; 1 is best. */
	granularity: number;
	plagdet: number;
}

/**
 * Quality of detections by characters, macro-averaged: Potthast, Stein, Barrón-Cedeño, Rosso, “An Evaluation
 * Framework for Plagiarism Detection”, COLING 2010. Characters of both the query and the source count.
 */
export function plagdet(truths: readonly Detection[], detections: readonly Detection[]): Plagdet {
	const [precision] = covered(detections, truths);
	const [recall, granularity] = covered(truths, detections);
	const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
	return { precision, recall, granularity, plagdet: f1 / Math.log2(1 + granularity) };
}

/** Mean share of the characters of each of `these` that `those` cover, and how many do so where any does. */
function covered(these: readonly Detection[], those: readonly Detection[]): [share: number, count: number] {
	const byQuery = Map.groupBy(those, ({ query }) => query);
	let [sum, touched, touches] = [0, 0, 0];
	for (const one of these) {
		const others = (byQuery.get(one.query) ?? []).filter(
			(other) => other.source === one.source && meet(other.span, one.span) && meet(other.match, one.match),
		);
		if (others.length === 0) continue;
		touched++;
		touches += others.length;
		const found =
			union(others.map(({ span }) => cut(span, one.span))) +
			union(others.map(({ match }) => cut(match, one.match)));
		sum += found / (size(one.span) + size(one.match));
	}
	return [these.length === 0 ? 0 : sum / these.length, touched === 0 ? 1 : touches / touched];
}

const size = ([start, end]: Span): number => end - start;
const meet = (a: Span, b: Span): boolean => a[0] < b[1] && b[0] < a[1];
const cut = (a: Span, b: Span): Span => [Math.max(a[0], b[0]), Math.min(a[1], b[1])];

/** How many places lie in any of the spans. */
function union(spans: readonly Span[]): number {
	let [sum, until] = [0, 0];
	for (const [start, end] of spans.toSorted((a, b) => a[0] - b[0])) {
		sum += Math.max(0, end - Math.max(start, until));
		until = Math.max(until, end);
	}
	return sum;
}
