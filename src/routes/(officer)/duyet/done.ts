import { VALUATIONS } from '#features/initiatives/rules/life-cycle.ts';
import { DECISIONS } from '#features/review/schema.ts';

const DONE = /^(SK-\d{1,15})\.([a-z_]+)$/;

/** Which decision was just taken on which initiative, from the address: the page that follows says so. */
export function doneOf(url: URL) {
	const [, code, action] = DONE.exec(url.searchParams.get('done') ?? '') ?? [];
	const known = [...DECISIONS, ...VALUATIONS].find((each) => each === action);
	return code && known ? { code, action: known } : null;
}
