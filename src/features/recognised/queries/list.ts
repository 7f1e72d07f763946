import type { UnitScope } from '#features/units/rules.ts';
import { within } from '#features/units/rules.ts';
import { all, type Reader, type Sql, sql, VIETNAMESE } from '#platform/db/db.ts';
import { isLikely, statusOf } from '../rules.ts';
import type { Proposal, Recognised, Status } from '../schema.ts';

export interface Asked {
	programmeId: number;
	/** Only this unit and those below it. */
	unitId?: number;
	status?: Status;
	/** Only those whom this officer helps. */
	assignedTo?: number;
}

const STATUS = sql`case when i.state = 'approved' then 'approved'
	when i.state is not null and i.state <> 'withdrawn' then 'submitted'
	when d.id is not null then 'draft' else 'not_posted' end`;

const FROM = sql`from recognised r
	join units u on u.id = r.unit_id join unit_today t on t.unit_id = r.unit_id
	left join initiatives i on i.id = r.initiative_id
	left join drafts d on d.id = r.draft_id and d.deleted_at is null`;

const where = (scope: UnitScope, asked: Asked): Sql =>
	all([
		sql`r.removed_at is null and r.programme_id = ${asked.programmeId} and ${within(scope, sql`r.unit_id`)}`,
		...(asked.unitId
			? [
					sql`exists (select 1 from unit_closure c where c.unit_id = r.unit_id and c.ancestor_id = ${asked.unitId})`,
				]
			: []),
		...(asked.status ? [sql`${STATUS} = ${asked.status}`] : []),
		...(asked.assignedTo ? [sql`r.assigned_to = ${asked.assignedTo}`] : []),
	]);

interface Row extends Omit<Recognised, 'status' | 'proposal' | 'unit' | 'assignedTo'> {
	unitId: number;
	unitCode: string;
	unitName: string;
	helperId: number | null;
	helperName: string | null;
	state: string | null;
	proposal: Proposal | null;
}

/**
 * People of the list within reach, those without a posting first, a page at a time. For whom none is confirmed, the
 * likeliest initiative of the unit that is nobody else's is proposed.
 */
export async function listRecognised(
	db: Reader,
	scope: UnitScope,
	asked: Asked,
	page: { limit: number; offset: number },
): Promise<Recognised[]> {
	const rows = await db.rows<Row>(sql`
		with shown as (
			select r.*, u.code, t.name as unit_name, i.state, d.id as live_draft ${FROM} where ${where(scope, asked)}
			order by (${STATUS}) = 'not_posted' desc, t.name collate ${VIETNAMESE}, r.name collate ${VIETNAMESE}, r.id
			limit ${page.limit} offset ${page.offset}
		)
		select s.id, s.name, s.title, g.name ->> 'vi' as "group", s.decision_number as "decisionNumber",
			s.decided_on as "decidedOn", s.unit_id as "unitId", s.code as "unitCode", s.unit_name as "unitName",
			a.id as "helperId", a.name as "helperName", s.state, s.live_draft as "draftId",
			s.initiative_id as "initiativeId", to_jsonb(p) as proposal
		from shown s left join participant_groups g on g.id = s.group_id left join accounts a on a.id = s.assigned_to
		left join lateral (
			select i.id, i.title, i.state, similarity(i.search, s.folded_title) as alike,
				exists (select 1 from initiative_authors b
					where b.initiative_id = i.id and b.folded_name = s.folded_name) as "sameName"
			from initiatives i where s.initiative_id is null and i.unit_id = s.unit_id
				and i.programme_id = s.programme_id and i.state <> 'withdrawn'
				and not exists (select 1 from recognised o where o.initiative_id = i.id and o.removed_at is null)
			order by 5 desc, 4 desc, 1 limit 1
		) p on true
		order by (s.state is null and s.live_draft is null) desc, s.unit_name collate ${VIETNAMESE},
			s.name collate ${VIETNAMESE}, s.id`);
	return rows.map(({ unitId, unitCode, unitName, helperId, helperName, state, proposal, ...row }) => ({
		...row,
		unit: { id: unitId, code: unitCode, name: unitName },
		assignedTo: helperId === null ? null : { id: helperId, name: helperName! },
		status: statusOf(state, row.draftId !== null),
		proposal: proposal && isLikely(proposal) ? proposal : null,
	}));
}

/** How many stand at each status, whatever status is asked for. */
export async function countRecognised(
	db: Reader,
	scope: UnitScope,
	asked: Omit<Asked, 'status'>,
): Promise<Record<Status, number>> {
	const rows = await db.rows<{ status: Status; n: number }>(
		sql`select ${STATUS} as status, count(*) as n ${FROM} where ${where(scope, { ...asked, status: undefined })} group by 1`,
	);
	const counts: Record<Status, number> = { not_posted: 0, draft: 0, submitted: 0, approved: 0 };
	for (const { status, n } of rows) counts[status] = n;
	return counts;
}

/** Officers who can be asked to help: those of units within reach. */
export async function helpers(
	db: Reader,
	scope: UnitScope,
): Promise<{ id: number; name: string; unit: string }[]> {
	return db.rows(sql`select distinct on (a.name collate ${VIETNAMESE}, a.id) a.id, a.name, t.name as unit
		from role_grants g join accounts a on a.id = g.account_id and a.disabled_at is null
			join unit_today t on t.unit_id = g.unit_id
		where g.role = 'officer' and ${within(scope, sql`g.unit_id`)}
		order by a.name collate ${VIETNAMESE}, a.id limit 300`);
}
