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
	'people',
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
		e.submission_kind, array_to_string(e.people, ' '), e.benefit::text, coalesce(e.unit_verified::text, ''),
		coalesce(e.central_verified::text, '')], ',')
	from event_positions p join events e on e.id = p.event_id join programmes pr on pr.id = e.programme_id
		join units u on u.id = e.unit_id join phases ph on ph.id = e.phase_id
		left join participant_groups g on g.id = e.group_id left join fields f on f.id = e.field_id
	where p.position <= ${position} order by p.position`;

/** Numbers in the order in which things first appear: what stands for them in the extract tells nothing else. */
class Numbering {
	readonly #numbers = new Map<string, number>();
	of(id: string): number {
		let number = this.#numbers.get(id);
		if (number === undefined) {
			number = this.#numbers.size + 1;
			this.#numbers.set(id, number);
		}
		return number;
	}
}

/** What a stream of lines came to. */
export interface ExtractEnd {
	check: string;
	events: number;
}

/**
 * Every counted event as lines of CSV in the order of positions, with the head, in portions: initiatives and
 * persons are numbers of this extract, and nothing that anybody wrote is in it.
 * @param end is told the last check and the number of events when all is read
 */
export async function* eventLines(
	tx: Tx,
	position: number,
	end: (end: ExtractEnd) => void,
	onRows: (rows: number) => void = () => {},
): AsyncGenerator<string> {
	yield `${COLUMNS.join(',')}\n`;
	const [initiatives, persons] = [new Numbering(), new Numbering()];
	let check = SEED;
	let events = 0;
	for await (const rows of copyRows(tx, QUERY(position))) {
		let text = '';
		for (const [line] of rows) {
			const cells = line!.toString().split(',');
			cells[1] = `${initiatives.of(cells[1]!)}`;
			if (cells[12])
				cells[12] = cells[12]
					.split(' ')
					.map((person) => persons.of(person))
					.join(' ');
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
