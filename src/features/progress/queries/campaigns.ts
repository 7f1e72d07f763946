import type { Names, Programme } from '#features/programmes/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { type CampaignFigures, campaignFigures } from '../rules/campaigns.ts';
import type { ProgressMeasure } from '../schema.ts';

/** A campaign with what it brought at one unit. */
export interface Campaigned {
	code: string;
	name: Names;
	from: LocalDate;
	to: LocalDate;
	phase: { code: string; name: Names };
	figures: CampaignFigures;
}

/**
 * The campaigns of a programme, oldest first, with what they brought at a unit and all below it. Submissions count on
 * the day they were first made, approvals on that of the approval. Reads `tally_by_day`.
 * @param node the unit under today's tree, or a node of the past
 */
export async function campaignsOf(
	db: Reader,
	programme: Pick<Programme, 'id' | 'campaigns' | 'phases'>,
	node: number,
	measure: ProgressMeasure,
	today: LocalDate,
): Promise<Campaigned[]> {
	if (programme.campaigns.length === 0) return [];
	const rows = await db.rows<{ id: number; before: number; within: number; ofPhase: number }>(sql`
		select c.id, coalesce(sum(t.n) filter (where t.day < lower(c.dates)), 0)::bigint as before,
			coalesce(sum(t.n) filter (where t.day <@ c.dates), 0)::bigint as within,
			coalesce(sum(t.n) filter (where t.day <@ ph.dates), 0)::bigint as "ofPhase"
		from campaigns c join phases ph on ph.id = c.phase_id
			left join tally_by_day t on t.programme_id = ph.programme_id and t.unit_id = ${node}
				and t.measure = ${measure} and t.day <= ${today}::date
		where ph.programme_id = ${programme.id} group by c.id`);
	const counts = new Map(rows.map((row) => [row.id, row]));
	return programme.campaigns.flatMap(({ id, code, name, from, to, phaseId }) => {
		const phase = programme.phases.find((each) => each.id === phaseId)!;
		const counted = counts.get(id);
		return counted
			? [
					{
						code,
						name,
						from,
						to,
						phase: { code: phase.code, name: phase.name },
						figures: campaignFigures({ from, to }, counted, today),
					},
				]
			: [];
	});
}
