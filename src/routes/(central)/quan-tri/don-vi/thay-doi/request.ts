import { CHANGE_KINDS, type ChangeKind, type TreeChange, treeChange } from '#features/units/rules/change.ts';
import type { Issue } from '#platform/http/refusal.ts';
import { isRefusal, Refusal } from '#platform/http/refusal.ts';
import { validate } from '#platform/http/validate.ts';
import { parseDate } from '#platform/text/dates.ts';

/** New units that a split may make on one form. */
export const PARTS = 3;

/** Which change a page is about; the first one where the address says nothing that is one. */
export const kindOf = (text: string | null): ChangeKind =>
	CHANGE_KINDS.find((kind) => kind === text) ?? 'rename';

/** What was typed, to be shown again. */
export const typedIn = (form: FormData): Record<string, string> =>
	Object.fromEntries([...form].map(([name, value]) => [name, String(value).slice(0, 20_000)]));

/**
 * A change as its form has it: units by code, several in a box apart by spaces, commas or lines.
 * @throws Refusal `invalid` with issues by field of the form
 */
export function readChange(kind: ChangeKind, typed: Record<string, string>): TreeChange {
	const text = (name: string) => typed[name]?.trim() ?? '';
	const codes = (name: string) =>
		text(name)
			.split(/[\s,;]+/)
			.filter(Boolean);
	/** Undefined where the box is empty, so that it is said to be missing and not to be wrong. */
	const code = (name: string) => text(name) || undefined;
	const date = parseDate(text('from'));
	const unit = { name: text('name'), kind: text('unit_kind') };
	const decisions: Record<ChangeKind, object> = {
		add: { unit: { ...unit, code: code('new_code') }, parent: text('code') },
		rename: {
			code: text('code'),
			name: text('name'),
			shortName: text('short_name') || null,
			unitKind: unit.kind,
			province: text('province') || null,
		},
		move: { codes: codes('codes'), parent: code('parent') },
		merge: { codes: codes('codes'), into: code('into'), ...(unit.name && { unit }) },
		split: {
			code: text('code'),
			parts: Array.from({ length: PARTS }, (_, index) => index + 1)
				.filter(
					(part) => text(`part${part}_code`) || text(`part${part}_name`) || text(`part${part}_children`),
				)
				.map((part) => ({
					code: code(`part${part}_code`),
					name: text(`part${part}_name`),
					kind: unit.kind,
					children: codes(`part${part}_children`),
				})),
			ends: typed.ends === '1',
		},
		close: { codes: codes('codes'), successor: text('successor') || null },
		recluster: { codes: codes('codes'), cluster: text('cluster') || null },
	};
	const wrongDate: Issue | null =
		'code' in date
			? { code: date.code, field: 'from', params: { text: text('from'), ...date.params } }
			: null;
	try {
		const from = 'date' in date ? date.date : '';
		return validate(treeChange, { ...decisions[kind], kind, from, why: text('why') });
	} catch (error) {
		throw inFormWords(wrongDate ? withIssue(error, wrongDate) : error);
	}
}

/** A refusal that says of one field what is given here, and of all others what it did. */
function withIssue(error: unknown, issue: Issue): unknown {
	if (!isRefusal(error)) return error;
	return reissued(
		error,
		error.issues.map((each) => (each.field === issue.field ? issue : each)),
	);
}

/** A refusal with its issues at the boxes of the form, once for each. */
export function inFormWords(error: unknown): unknown {
	if (!isRefusal(error) || error.issues.length === 0) return error;
	const issues = new Map<string, Issue>();
	for (const { field, code, params } of error.issues) {
		const issue = { field: boxOf(field), code: CODES[code] ?? code, params };
		const key = JSON.stringify([issue.field, issue.code, params]);
		if (!issues.has(key)) issues.set(key, issue);
	}
	return reissued(error, [...issues.values()]);
}

const reissued = ({ code, status, params }: Refusal, issues: readonly Issue[]): Refusal =>
	new Refusal(code, { status, params, issues });

/** Where the rules name a place, the form has a box. */
function boxOf(field: string): string {
	// The parts of a split share one box for their kind.
	if (/^parts\.\d+\.kind$/.test(field)) return 'unit_kind';
	const part = /^parts\.(\d+)(?:\.(\w+))?/.exec(field);
	if (part) return `part${Number(part[1]) + 1}_${part[2] ?? 'code'}`;
	if (field === 'parts') return 'part1_code';
	const boxes: Record<string, string> = {
		'unit.code': 'new_code',
		'unit.name': 'name',
		'unit.kind': 'unit_kind',
		unitKind: 'unit_kind',
		shortName: 'short_name',
	};
	return boxes[field] ?? field.replace(/\.\d+$/, '');
}

/** The schema's general codes in words that help here. */
const CODES: Record<string, string> = {
	too_short: 'value_missing',
	value_invalid: 'unit_value_invalid',
};
