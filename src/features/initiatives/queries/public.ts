import { type Reader, type Sql, sql } from '#platform/db/db.ts';
import type { State } from '../rules/life-cycle.ts';
import { codeOf } from '../schema.ts';

/**
 * An initiative as anyone may see it in a list. What is not approved has no title and no names, and neither
 * leaves the database: the statement itself leaves them out.
 */
export interface PublicRow {
	id: number;
	code: string;
	unitCode: string;
	unitName: string;
	submittedOn: string;
	state: State;
	/** Local date on which it came to this state. */
	stateOn: string;
	title: string | null;
	/** Only those who agreed to be named, and none of a confidential one. */
	authors: string[];
}

/** Names of authors whose consent is recorded (domain.md §3), in their order. */
const CONSENTED = sql`array(select a.name from initiative_authors a
	where a.initiative_id = i.id and a.name_public and a.consent_at is not null order by a.position)`;

/** Columns of a `PublicRow`; the statement names `initiatives i`, `units u` and `unit_today t`. */
export const PUBLIC_COLUMNS: Sql = sql`i.id, u.code as "unitCode", t.name as "unitName",
	i.submitted_on as "submittedOn", i.state, i.state_on as "stateOn",
	case when i.state = 'approved' then i.title end as title,
	case when i.state = 'approved' and not i.confidential then ${CONSENTED} else '{}' end as authors`;

export const PUBLIC_JOINS: Sql = sql`join units u on u.id = i.unit_id join unit_today t on t.unit_id = i.unit_id`;

/** Gives rows their codes. */
export const coded = <Row extends { id: number }>(rows: readonly Row[]): (Row & { code: string })[] =>
	rows.map((row) => ({ ...row, code: codeOf(row.id) }));

/** What a technology secret keeps to itself (domain.md §2): only name, effect and award are published. */
interface Open {
	groupId: number | null;
	fieldId: number | null;
	authors: string[];
	/** Authors who are not named. */
	unnamed: number;
	problem: string;
	solution: string;
	result: string;
	appliedOn: string | null;
	recognisedBy: string;
	recognitionNumber: string;
	recognisedOn: string | null;
	photos: { id: string }[];
}

export interface PublicInitiative {
	id: number;
	code: string;
	programmeId: number;
	unitId: number;
	submittedOn: string;
	state: State;
	stateOn: string;
	/** What an approval makes public, else null. */
	approved: {
		title: string;
		/** Declared, đồng. */
		benefit: number | null;
		/** As verified by the unit's side and by the centre; null while nobody has. */
		unitVerified: number | null;
		centralVerified: number | null;
		socialBenefit: string;
		/** Null for a confidential one. */
		open: Open | null;
	} | null;
}

/** The public page of an initiative, in any state. */
export async function publicInitiative(db: Reader, id: number): Promise<PublicInitiative | undefined> {
	const row = await db.first<PublicInitiative>(sql`
		select i.id, i.programme_id as "programmeId", i.unit_id as "unitId", i.submitted_on as "submittedOn",
			i.state, i.state_on as "stateOn",
			case when i.state = 'approved' then jsonb_build_object(
				'title', i.title, 'benefit', i.benefit, 'unitVerified', i.unit_verified,
				'centralVerified', i.central_verified, 'socialBenefit', i.social_benefit,
				'open', case when not i.confidential then jsonb_build_object(
					'groupId', i.group_id, 'fieldId', i.field_id, 'authors', ${CONSENTED},
					'unnamed', (select count(*) from initiative_authors a
						where a.initiative_id = i.id and not (a.name_public and a.consent_at is not null)),
					'problem', i.problem, 'solution', i.solution, 'result', i.result, 'appliedOn', i.applied_on,
					'recognisedBy', i.recognised_by, 'recognitionNumber', i.recognition_number,
					'recognisedOn', i.recognised_on,
					'photos', coalesce((select jsonb_agg(jsonb_build_object('id', f.id) order by f.created_at, f.id)
						from files f where f.initiative_id = i.id and f.purpose = 'photo'), '[]'))
				end)
			end as approved
		from initiatives i where i.id = ${id}`);
	return row && { ...row, code: codeOf(row.id) };
}

/** A photo of an approved initiative that is not confidential; of nothing else is any file public. */
export async function publicPhoto(db: Reader, id: number, fileId: string) {
	return db.first<{ sha256: Buffer; mediaType: string; bytes: number }>(sql`
		select f.sha256, f.media_type as "mediaType", f.bytes
		from files f join initiatives i on i.id = f.initiative_id
		where f.id = ${fileId} and i.id = ${id} and f.purpose = 'photo' and i.state = 'approved' and not i.confidential`);
}
