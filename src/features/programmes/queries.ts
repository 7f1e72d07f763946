import type { LocalDate } from '#platform/clock/clock.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import type { Programme } from './schema.ts';

const PROGRAMME = sql`
	p.id, p.code, p.name, p.description, p.status,
	jsonb_build_object('from', lower(p.application)::text, 'to', (upper(p.application) - 1)::text) as application,
	jsonb_build_object('from', lower(p.submission)::text, 'to', (upper(p.submission) - 1)::text) as submission,
	p.required_fields as "requiredFields", p.return_days as "returnDays",
	coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'code', x.code, 'name', x.name, 'target', x.target,
			'from', lower(x.dates)::text, 'to', (upper(x.dates) - 1)::text) order by x.dates)
		from phases x where x.programme_id = p.id), '[]') as phases,
	coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'code', x.code, 'name', x.name, 'phaseId', x.phase_id,
			'from', lower(x.dates)::text, 'to', (upper(x.dates) - 1)::text) order by x.dates)
		from campaigns x join phases ph on ph.id = x.phase_id where ph.programme_id = p.id), '[]') as campaigns,
	coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'code', x.code, 'name', x.name) order by x.position)
		from participant_groups x where x.programme_id = p.id), '[]') as groups,
	coalesce((select jsonb_agg(jsonb_build_object('id', x.id, 'code', x.code, 'name', x.name) order by x.position)
		from fields x where x.programme_id = p.id), '[]') as fields,
	coalesce((select jsonb_agg(jsonb_build_object('code', x.code, 'kind', x.kind, 'name', x.name) order by x.position)
		from reasons x where x.programme_id = p.id), '[]') as reasons,
	coalesce((select jsonb_agg(jsonb_build_object('level', x.level, 'code', x.code, 'name', x.name,
			'action', x.action, 'heldAt', x.held_at) order by x.level)
		from review_levels x where x.programme_id = p.id), '[]') as levels`;

/** Programmes are read with every submission and change a few times a year: kept for this long. */
const KEPT_MS = 5_000;
const kept = new WeakMap<object, { at: number; programmes: Promise<Programme[]> }>();

/**
 * All programmes, newest submission window first. Kept in memory for five seconds per database, so a change
 * of configuration is seen everywhere within that time.
 */
export function listProgrammes(db: Reader): Promise<Programme[]> {
	const entry = kept.get(db);
	if (entry && Date.now() - entry.at < KEPT_MS) return entry.programmes;
	const programmes = read(db);
	kept.set(db, { at: Date.now(), programmes });
	programmes.catch(() => kept.delete(db));
	return programmes;
}

const read = (db: Reader) =>
	db.rows<Programme>(sql`select ${PROGRAMME} from programmes p order by lower(p.submission) desc, p.id desc`);

export async function programmeByCode(db: Reader, code: string): Promise<Programme | undefined> {
	return (await listProgrammes(db)).find((programme) => programme.code === code);
}

export async function programmeById(db: Reader, id: number): Promise<Programme | undefined> {
	return (await listProgrammes(db)).find((programme) => programme.id === id);
}

/** The programme that pages show when none is named: the newest open one, else the newest. */
export async function currentProgramme(db: Reader): Promise<Programme | undefined> {
	const programmes = await listProgrammes(db);
	return programmes.find((programme) => programme.status === 'open') ?? programmes[0];
}

/** When an account joined which programme, by id of the programme. */
export async function joinedBy(db: Reader, accountId: number): Promise<Map<number, LocalDate>> {
	const rows = await db.rows<{ id: number; on: LocalDate }>(sql`
		select programme_id as id, local_date as on from registrations where account_id = ${accountId}`);
	return new Map(rows.map(({ id, on }) => [id, on]));
}
