import { currentProgramme } from '#features/programmes/queries.ts';
import type { Place } from '#features/statistics/queries/rows.ts';
import type { FigureCut } from '#features/statistics/rules.ts';
import { type ProofAsk, proofAsk } from '#features/statistics/schema/proof.ts';
import { figureCut } from '#features/statistics/schema.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { isLocalDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';

/**
 * The figure that an address asks for; what it leaves out is the current programme, all units, approvals.
 * @throws Refusal `not_found` for an address that names no figure
 */
export async function requestedCut(db: Reader, query: URLSearchParams): Promise<FigureCut> {
	const given = Object.fromEntries([...query].filter(([, value]) => value !== ''));
	const programme = (await currentProgramme(db))?.code;
	const cut = figureCut.safeParse({ programme, unit: ROOT_CODE, measure: 'approved', ...given });
	if (!cut.success) throw notFound();
	return cut.data;
}

/**
 * The figure that an address asks for when it is no count of initiatives; null when it is one.
 * @throws Refusal `not_found` for an address that names no figure
 */
export function requestedProof(query: URLSearchParams): ProofAsk | null {
	const given = Object.fromEntries([...query].filter(([, value]) => value !== ''));
	if (!given.figure) return null;
	const ask = proofAsk.safeParse(given);
	if (!ask.success) throw notFound();
	return ask.data;
}

/** Where a page of rows begins: `sau=2026-11-20_100234` after that row, `truoc=…` before it. */
export function requestedPlace(query: URLSearchParams): { after?: Place; before?: Place } {
	const [after, before] = [place(query.get('sau')), place(query.get('truoc'))];
	if (before) return { before };
	return after ? { after } : {};
}

export const placeText = ({ on, key }: Place): string => `${on}_${key}`;

function place(text: string | null): Place | undefined {
	const [, on, key] = /^(\d{4}-\d\d-\d\d)_(\d{1,15})$/.exec(text ?? '') ?? [];
	return on && key && isLocalDate(on) ? { on, key: Number(key) } : undefined;
}
