import { randomBytes } from 'node:crypto';
import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { isWithin } from '#features/units/queries.ts';
import { sql, type Tx } from '#platform/db/db.ts';
import { Refusal, refuseIfAny } from '#platform/http/refusal.ts';
import { SAMPLE_MAX } from '../schema.ts';

/**
 * Draws initiatives by chance from those that stand approved in a unit and below it, for their values to be
 * verified; answers the id of the sample. The seed is drawn, too, and kept with the rows.
 * @param size how many, at most `SAMPLE_MAX`; all when fewer stand approved
 * @throws Refusal `invalid` with the issue of `unit` (`unit_not_yours`, `nothing_approved`) or `size`
 */
export async function drawSample(
	tx: Tx,
	actor: Actor,
	programme: Programme,
	unitId: number,
	size: number,
	now: Date,
): Promise<number> {
	const central = scopeOf(actor, 'verify_centrally').all;
	const mine = central || (await isWithin(tx, scopeOf(actor, 'verify_benefit'), unitId));
	refuseIfAny([
		...(mine ? [] : [{ field: 'unit', code: 'unit_not_yours' }]),
		...(Number.isInteger(size) && size >= 1 && size <= SAMPLE_MAX
			? []
			: [{ field: 'size', code: 'sample_size', params: { max: SAMPLE_MAX } }]),
	]);
	const seed = randomBytes(8).toString('hex');
	const drawn = await tx.first<{ id: number | null }>(sql`
		with approved as materialized (
			select i.id from initiatives i join unit_closure c on c.unit_id = i.unit_id and c.ancestor_id = ${unitId}
			where i.programme_id = ${programme.id} and i.state = 'approved'
		), sample as (
			insert into audit_samples (programme_id, unit_id, seed, population, drawn_by, drawn_at)
			select ${programme.id}, ${unitId}, ${seed}, count(*), ${actor.accountId}, ${now} from approved
			having count(*) > 0 returning id
		), chosen as (
			select id, sha256(convert_to(${seed} || ' SK-' || id, 'UTF8')) as lot from approved
			order by lot, id limit ${size}
		), item as (
			insert into audit_sample_items (sample_id, place, initiative_id)
			select s.id, row_number() over (order by c.lot, c.id), c.id from sample s cross join chosen c
		)
		select id from sample`);
	if (!drawn) throw new Refusal('invalid', { issues: [{ field: 'unit', code: 'nothing_approved' }] });
	return drawn.id!;
}
