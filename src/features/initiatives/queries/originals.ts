import { type Reader, sql } from '#platform/db/db.ts';
import type { Original } from '../schema.ts';

/** What an initiative's texts were before they were taken in Unicode, oldest first. For who may read all of it. */
export function originalsOf(db: Reader, initiativeId: number): Promise<Original[]> {
	return db.rows<Original>(sql`
		select case field when 'social_benefit' then 'socialBenefit' when 'recognised_by' then 'recognisedBy'
			else field end as field, encoding, original as text
		from original_texts where initiative_id = ${initiativeId} order by id`);
}
