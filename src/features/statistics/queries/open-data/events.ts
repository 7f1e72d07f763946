import { createHash } from 'node:crypto';
import { copyRows } from '#platform/db/copy-binary.ts';
import { sql, type Tx } from '#platform/db/db.ts';

/** Columns of the extract, in order; `check` is the first 16 digits of sha256 of the check before and the line. */
const COLUMNS = [
	'position',
	'initiative',
	'seq',
	'from',
	'to',
	'date',
	'programme',
	'unit',
	'phase',
	'group',
	'field',
	'kind',
	'authors',
	'benefit',
	'unit_verified',
	'central_verified',
	'check',
] as const;

/** What the chain of checks begins with. */
export const SEED = 'sangkien open data 1';

// No code holds a comma; what is absent is empty, `-` is a group or field that was not stated.
const QUERY = (position: number) => `
	select array_to_string(array[p.position::text, e.initiative_id::text, e.seq::text, coalesce(e.from_state, ''),
		e.to_state, e.local_date::text, pr.code, u.code, ph.code, coalesce(g.code, '-'), coalesce(f.code, '-'),
		e.submission_kind, cardinality(e.people)::text, e.benefit::text, coalesce(e.unit_verified::text, ''),
		coalesce(e.central_verified::text, '')], ',')
	from event_positions p join events e on e.id = p.event_id join programmes pr on pr.id = e.programme_id
		join units u on u.id = e.unit_id join phases ph on ph.id = e.phase_id
		left join participant_groups g on g.id = e.group_id left join fields f on f.id = e.field_id
	where p.position <= ${position} order by p.position`;

/** What a stream of lines came to. */
export interface ExtractEnd {
	check: string;
	events: number;
}

/**
 * Every counted event as lines of CSV in the order of positions, with the head, in portions: initiatives are numbers
 * in the order in which they first appear, nothing that anybody wrote is in it, and no person. Names on what is approved
 * are public, and by unit, date and value such a line is found again: whoever stood on it would be known on all others.
 * @param end is told the last check and the number of events when all is read
 */
export async function* eventLines(
	tx: Tx,
	position: number,
	end: (end: ExtractEnd) => void,
	onRows: (rows: number) => void = () => {},
): AsyncGenerator<string> {
	yield `${COLUMNS.join(',')}\n`;
	const initiatives = new Map<string, number>();
	let check = SEED;
	let events = 0;
	for await (const rows of copyRows(tx, QUERY(position))) {
		let text = '';
		for (const [line] of rows) {
			const cells = line!.toString().split(',');
			const id = cells[1]!;
			if (!initiatives.has(id)) initiatives.set(id, initiatives.size + 1);
			cells[1] = `${initiatives.get(id)}`;
			const body = cells.join(',');
			check = createHash('sha256').update(check).update(body).digest('hex').slice(0, 16);
			text += `${body},${check}\n`;
		}
		events += rows.length;
		onRows(events);
		yield text;
	}
	end({ check, events });
}

/** `code,kind,parent,ended,name` of every unit as it stands today: an ended one below what took it over. */
export async function unitLines(tx: Tx): Promise<string> {
	const rows = await tx.rows<{ line: string }>(sql`
		select concat_ws(',', u.code, t.kind, coalesce(p.code, ''), coalesce(t.ended_on::text, ''),
			translate(t.name, E'\n\r', '  ')) as line
		from unit_today t join units u on u.id = t.unit_id left join units p on p.id = t.parent_id order by u.code`);
	return ['code,kind,parent,ended,name', ...rows.map(({ line }) => line)].join('\n').concat('\n');
}

/** `programme,date,unit` of every account that joined, in order of unit: nobody is told apart. */
export async function registrationLines(tx: Tx): Promise<string> {
	const rows = await tx.rows<{ line: string }>(sql`
		select concat_ws(',', p.code, r.local_date, u.code) as line from registrations r
			join programmes p on p.id = r.programme_id join units u on u.id = r.unit_id
		where r.counted order by p.code, r.local_date, u.code`);
	return ['programme,date,unit', ...rows.map(({ line }) => line)].join('\n').concat('\n');
}

// The order of digests of ids tells nothing of the ids, nor that somebody in one programme is somebody in another.
const AUTHORS = `
	select concat_ws(',', pr.code, a.person, u.code, a.approved) from (
		select programme_id, unit_id, (approved > 0)::int as approved, dense_rank() over (
			partition by programme_id order by sha256(int4send(programme_id) || int8send(person))) as person
		from author_places where submitted > 0) a
		join programmes pr on pr.id = a.programme_id join units u on u.id = a.unit_id
	order by pr.code, a.person, u.code`;

/** `programme,person,unit,approved` of everybody at every unit where they are an author, in portions. */
export async function* authorLines(tx: Tx): AsyncGenerator<string> {
	yield 'programme,person,unit,approved\n';
	for await (const rows of copyRows(tx, AUTHORS))
		yield `${rows.map(([line]) => line!.toString()).join('\n')}\n`;
}
