import { recordset, sql, type Tx } from '#platform/db/db.ts';
import type { Original } from '../schema.ts';

/** Names of fields as the table has them. */
const FIELD_COLUMNS: Record<Original['field'], string> = {
	title: 'title',
	problem: 'problem',
	solution: 'solution',
	result: 'result',
	socialBenefit: 'social_benefit',
	recognisedBy: 'recognised_by',
	author: 'author',
};

/**
 * Keeps what was written before initiatives were taken in Unicode, in the transaction that writes them. What is
 * kept of an initiative already is not kept twice. Costs nothing where there is nothing to keep.
 */
export async function keepOriginals(
	tx: Tx,
	actorId: number,
	written: readonly { initiativeId: number; originals: readonly Original[] }[],
	now: Date,
): Promise<void> {
	const rows = written.flatMap(({ initiativeId, originals }) =>
		originals.map(({ field, encoding, text }, place) => ({
			place,
			initiativeId,
			field: FIELD_COLUMNS[field],
			encoding,
			text,
		})),
	);
	if (rows.length === 0) return;
	await tx.rows(sql`
		insert into original_texts (initiative_id, field, encoding, original, kept_by, kept_at)
		select o."initiativeId", o.field, o.encoding, o.text, ${actorId}, ${now}
		from ${recordset(rows)} as o("initiativeId" bigint, place int, field text, encoding text, text text)
		where not exists (select 1 from original_texts k where k.initiative_id = o."initiativeId"
			and k.field = o.field and k.original = o.text)
		order by o."initiativeId", o.place`);
}
