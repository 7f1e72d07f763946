import { type UnitScope, within } from '#features/units/rules.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { inPortions } from '#platform/db/cursor.ts';
import { type Sql, sql, type Tx } from '#platform/db/db.ts';
import type { Locale } from '#platform/i18n/translate.ts';
import type { State } from '../rules/life-cycle.ts';
import type { SubmissionKind } from '../schema.ts';

/** An initiative as a list outside the portal shows it. Names of choices are in one language. */
export interface ExportedInitiative {
	code: string;
	phase: string;
	unitCode: string;
	unit: string;
	group: string | null;
	field: string | null;
	state: State;
	level: number | null;
	submittedOn: LocalDate;
	stateOn: LocalDate;
	title: string;
	/** «Nguyễn Văn An (60 %); Trần Thị Bình (40 %)» */
	authors: string;
	problem: string;
	solution: string;
	result: string;
	/** Đồng as declared, null when none is. */
	benefit: number | null;
	/** Đồng as verified by the unit's side and by the centre, null while nobody has. */
	unitVerified: number | null;
	centralVerified: number | null;
	benefitText: string;
	socialBenefit: string;
	/** How it differs from similar ones, as its author says. */
	difference: string;
	appliedOn: LocalDate | null;
	recognisedBy: string;
	recognitionNumber: string;
	recognisedOn: LocalDate | null;
	confidential: boolean;
	kind: SubmissionKind;
}

export interface ExportFilter {
	programmeId: number;
	/** This unit and those below it. */
	unitId?: number;
}

/** Every initiative of a programme within the scope, oldest first, in portions. */
export function exportInitiatives(
	tx: Tx,
	scope: UnitScope,
	filter: ExportFilter,
	locale: Locale,
): AsyncGenerator<ExportedInitiative[]> {
	return inPortions<ExportedInitiative>(
		tx,
		sql`select 'SK-' || i.id as code, ph.name->>${locale} as phase, u.code as "unitCode", t.name as unit,
			g.name->>${locale} as "group", f.name->>${locale} as field, i.state, i.level,
			i.submitted_on as "submittedOn", i.state_on as "stateOn", i.title,
			(select string_agg(a.name || ' (' || trim_scale(a.share / 100.0) || ' %)', '; ' order by a.position)
				from initiative_authors a where a.initiative_id = i.id) as authors,
			i.problem, i.solution, i.result, i.benefit, i.unit_verified as "unitVerified",
			i.central_verified as "centralVerified", i.benefit_text as "benefitText",
			i.social_benefit as "socialBenefit", i.difference, i.applied_on as "appliedOn", i.recognised_by as "recognisedBy",
			i.recognition_number as "recognitionNumber", i.recognised_on as "recognisedOn", i.confidential, i.kind
		from initiatives i join phases ph on ph.id = i.phase_id join units u on u.id = i.unit_id
			join unit_today t on t.unit_id = i.unit_id left join participant_groups g on g.id = i.group_id
			left join fields f on f.id = i.field_id
		where ${reach(scope, filter, sql`i`)} order by i.id`,
	);
}

/** One change of an initiative, with the digests by which anyone can hold the chain against itself. */
export interface ExportedEvent {
	/** Null for the newest ones that no figure counts yet. */
	position: number | null;
	id: number;
	code: string;
	seq: number;
	kind: string;
	fromState: State | null;
	toState: State;
	at: Date;
	localDate: LocalDate;
	unitCode: string;
	level: number | null;
	reason: string | null;
	/** Đồng declared at that moment, 0 when none. */
	benefit: number;
	/** Đồng verified at that moment, null while nobody had. */
	unitVerified: number | null;
	centralVerified: number | null;
	digest: string;
}

/** Every event of a programme within the scope in the order in which they were numbered, in portions. */
export function exportEvents(
	tx: Tx,
	scope: UnitScope,
	filter: ExportFilter,
): AsyncGenerator<ExportedEvent[]> {
	return inPortions<ExportedEvent>(
		tx,
		sql`select p.position, e.id, 'SK-' || e.initiative_id as code, e.seq, e.kind, e.from_state as "fromState",
			e.to_state as "toState", e.at, e.local_date as "localDate", u.code as "unitCode", e.level, e.reason,
			e.benefit, e.unit_verified as "unitVerified", e.central_verified as "centralVerified", encode(e.digest, 'hex') as digest
		from events e join units u on u.id = e.unit_id left join event_positions p on p.event_id = e.id
		where ${reach(scope, filter, sql`e`)} order by e.id`,
	);
}

/** How many rows an export will have. */
export async function countExport(
	tx: Tx,
	what: 'initiatives' | 'events',
	scope: UnitScope,
	filter: ExportFilter,
): Promise<number> {
	const table = what === 'events' ? sql`events` : sql`initiatives`;
	const row = await tx.first<{ n: number }>(
		sql`select count(*) as n from ${table} x where ${reach(scope, filter, sql`x`)}`,
	);
	return row!.n;
}

const reach = (scope: UnitScope, { programmeId, unitId }: ExportFilter, from: Sql): Sql => sql`
	${from}.programme_id = ${programmeId} and ${within(scope, sql`${from}.unit_id`)}
	and (${unitId ?? null}::int is null or exists (select 1 from unit_closure below
		where below.unit_id = ${from}.unit_id and below.ancestor_id = ${unitId ?? null}::int))`;
