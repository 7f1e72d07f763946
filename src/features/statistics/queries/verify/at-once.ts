import { KEEPING_EVENTS, LIFE_CYCLE } from '#features/initiatives/rules/life-cycle.ts';
import { DECISIONS as DECISIONS_MADE } from '#features/review/schema.ts';
import { join, raw, type Sql, sql } from '#platform/db/db.ts';
import { type Counted, CUBE_NAMES, type Cube, cellsOfEvent, hasDays, isCounted } from '../../rules/cubes.ts';
import { cellMark, cellsMark, measureOf, nameOf, unitOf } from './cell.ts';
import { STATE_ON } from './last-ones.ts';
import {
	amount,
	bytes,
	date,
	hashOf,
	instant,
	int,
	isZero,
	known,
	mark,
	type Print,
	sumOf,
	text,
	wide,
} from './print.ts';

/** Whether an event keeps the state, and whether its initiative may be worth something else after it. */
const KEEPS = sql`e.kind = any(${KEEPING_EVENTS}::text[])`;
const MAY_REVALUE = sql`${KEEPS} or e.kind = ${LIFE_CYCLE.resubmit.event}`;

/** Events `e` with what several sums take of them, worked out once each. */
const eventsAs = (print: Print, which: Sql = sql`true`): Sql => sql`(
	select e.*, case when seq = 1 then entered + ${measureOf(print, SUBMITTED)} else entered - "left" end as moved from (
		select e.*, ${KEEPS} as keeps, (${MAY_REVALUE}) as may_revalue, ${unitOf(print, sql`e.programme_id`, sql`e.unit_id`)} as at_unit,
			${amount(print, ONE, sql`e.benefit`)} as worth,
			${measureOf(print, sql`e.to_state`)} as entered, ${measureOf(print, sql`e.from_state`)} as "left"
		from events e where ${which} offset 0) e) e`;

const ONE = sql`1`;
const SUBMITTED = sql`'submitted'::text`;

/** What events come to on one side, and what is held on the other. */
interface Sides {
	/** What event `e` adds, by `l`, where its initiative stands. */
	each: Sql;
	/** What is taken instead of `each`, or added to it, where event `q` before `e` may have had other values. */
	revalued?: Sql;
	/** A query of the sum of marks that is held. */
	held?: Sql;
}

/**
 * Whether everything that follows from events does, in one pass over them and one over what is held: that they follow
 * each other, the cells of units themselves, places of authors, initiatives, decisions. Nothing is sorted or kept:
 * where an event came from is what it says itself, since what all say of the one before comes to what these say.
 */
export function eventsAtOnce(print: Print, which: Counted): Sql {
	const sides = {
		links: linksOf(print),
		initiatives: initiativesOf(print),
		places: placesOf(print),
		decisions: decisionsOf(print),
	};
	const all: Record<string, Sides> = { ...sides, ...cubesOf(print) };
	const names = Object.keys(all);
	const sums = (of: (side: Sides) => Sql | undefined): Sql =>
		join(
			names.map((name) => sql`${of(all[name]!) ? sumOf(of(all[name]!)!) : sql`0`} as ${raw(name)}`),
			', ',
		);
	return sql`with last as materialized (
			select i.id, i.seq, coalesce(c.seq, i.seq) as counted, ${initiativeMark(print)} as mark from initiatives i left join (
				select e.initiative_id, min(e.seq) - 1 as seq from events e where not ${isCounted(which, sql`e`)} group by 1
			) c on c.initiative_id = i.id),
		each as (select ${sums(({ each }) => each)},
			count(*) filter (where l.id is null or e.seq < 1 or e.seq > l.seq or (e.seq = 1) <> (e.kind = ${LIFE_CYCLE.submit.event})
				or e.seq = 1 and (e.prev_digest <> '' or e.from_state is not null)) as out_of_line,
			coalesce(max(e.at) filter (where e.seq <= l.counted), 'epoch') as as_of
			from ${eventsAs(print)} left join last l on l.id = e.initiative_id),
		revalued as (select ${sums(({ revalued }) => revalued)} from ${eventsAs(print, MAY_REVALUE)} join last l on l.id = e.initiative_id
			join events q on q.initiative_id = e.initiative_id and q.seq = e.seq - 1)
		select out_of_line = 0 and s.as_of = each.as_of and ${join(
			names.map((name) =>
				isZero(print, sql`each.${raw(name)} + revalued.${raw(name)} - (${all[name]!.held ?? sql`0`})`),
			),
			' and ',
		)} as "right"
		from each, revalued, tally_state s`;
}

/** Each event but a first one says of the one before what each but a last one is. */
function linksOf(print: Print): Sides {
	const link = (seq: Sql, digest: Sql, state: Sql, of: 'e' | 'q') => {
		const [benefit, unit, central] = amountsOf(of);
		return mark(
			hashOf(
				print,
				[
					wide(sql`e.initiative_id`),
					int(seq),
					bytes(digest),
					int(state),
					int(sql`e.phase_id`),
					text(sql`e.submission_kind`),
					known(unit, central),
				],
				sql`e.at_unit`,
			),
			amount(print, ONE, benefit, unit, central),
		);
	};
	const back = (of: 'e' | 'q') => link(sql`e.seq - 1`, sql`e.prev_digest`, sql`e."left"`, of);
	return {
		each: sql`(case when e.seq < l.seq then ${link(sql`e.seq`, sql`e.digest`, sql`e.entered`, 'e')} else 0 end)
			- (case when e.seq > 1 and not e.may_revalue then ${back('e')} else 0 end)`,
		revalued: sql`- ${back('q')}`,
	};
}

/** What cubes say of units themselves: with days every step, without days where the last counted one led. */
const cubesOf = (print: Print): Record<string, Sides> =>
	Object.fromEntries(
		CUBE_NAMES.map((cube) => {
			const held = sql`select ${sumOf(cellMark(print, cube, sql`own_n`, sql`own_benefit`))} from ${raw(cube)}
				where own_n <> 0 or own_benefit <> 0`;
			return [cube, { ...(hasDays(cube) ? everyStep(print, cube) : lastStep(print, cube)), held }];
		}),
	);

/** The marks of the cells that an event stands in under measures, or steps between. */
const standsIn = (print: Print, cube: Cube, measures: Sql, of: 'e' | 'q' = 'e'): Sql =>
	join(
		cellsOfEvent(cube, of).map(({ source, column, value }) => {
			const name = nameOf(print, cube, column, sql`e.at_unit`);
			const worth = source === 'declared' && of === 'e' ? sql`e.worth` : amount(print, ONE, value);
			return sql`(case when ${value} is null then 0 else ${cellsMark(print, name, measures, worth)} end)`;
		}),
		' + ',
	);

const lastStep = (print: Print, cube: Cube): Sides => ({
	each: sql`case when e.seq = l.counted then ${standsIn(print, cube, sql`e.entered + ${measureOf(print, SUBMITTED)}`)} end`,
});

function everyStep(print: Print, cube: Cube): Sides {
	const and = sql`+ ${measureOf(print, SUBMITTED)}`;
	return {
		each: sql`case when e.seq <= l.counted and not e.may_revalue then ${standsIn(print, cube, sql`e.moved`)} end`,
		revalued: sql`case when e.seq <= l.counted then
			${standsIn(print, cube, sql`e.entered ${and}`)} - (${standsIn(print, cube, sql`e."left" ${and}`, 'q')}) end`,
	};
}

/** Most have few authors: those are taken one by one, which costs less than to unfold them. */
function placesOf(print: Print): Sides {
	const place = (unit: Sql, person: Sql, submitted: Sql, approved: Sql) =>
		mark(hashOf(print, [wide(person)], unit), amount(print, submitted, approved));
	const here = (person: Sql) => place(sql`e.at_unit`, person, ONE, sql`(e.to_state = 'approved')::int`);
	const each = [1, 2, 3].map(
		(at) =>
			sql`(case when cardinality(e.people) >= ${at}::int then ${here(sql`e.people[${at}::int]`)} else 0 end)`,
	);
	return {
		each: sql`case when e.seq = l.counted then ${join(each, ' + ')} + (case when cardinality(e.people) > 3 then
			((select ${sumOf(here(sql`person`))} from unnest(e.people[4:]) person) % ${print.prime}::bigint)::bigint else 0 end) end`,
		held: sql`select ${sumOf(
			place(unitOf(print, sql`programme_id`, sql`unit_id`), sql`person`, sql`submitted`, sql`approved`),
		)} from author_places`,
	};
}

/** How an initiative began: the first event says when. */
const begun = (print: Print, id: Sql, on: Sql) => mark(hashOf(print, [wide(id), date(on)]));

/** Where one stands: the last event says so. @param unit its hash @param state its measure */
function stands(print: Print, of: 'e' | 'i', unit: Sql, id: Sql, kind: Sql, state: Sql, on: Sql): Sql {
	const column = (name: string) => raw(`${of}.${name}`);
	const orNone = (name: string) => int(sql`coalesce(${column(name)}, 0)`);
	const [benefit, ...verified] = amountsOf(of);
	const name = [
		wide(id),
		int(column('seq')),
		int(state),
		int(column('phase_id')),
		orNone('group_id'),
		orNone('field_id'),
		text(kind),
		date(on),
		known(...verified),
	];
	return mark(hashOf(print, name, unit), amount(print, ONE, benefit, ...verified));
}

/** What initiative `i` says of both. */
const initiativeMark = (print: Print): Sql => {
	const unit = unitOf(print, sql`i.programme_id`, sql`i.unit_id`);
	const state = measureOf(print, sql`i.state`);
	return sql`${begun(print, sql`i.id`, sql`i.submitted_on`)}
		+ ${stands(print, 'i', unit, sql`i.id`, sql`i.kind`, state, sql`i.state_on`)}`;
};

function initiativesOf(print: Print): Sides {
	const event = (on: Sql) =>
		stands(print, 'e', sql`e.at_unit`, sql`e.initiative_id`, sql`e.submission_kind`, sql`e.entered`, on);
	return {
		each: sql`(case when e.seq = 1 then ${begun(print, sql`e.initiative_id`, sql`e.local_date`)} else 0 end)
			+ (case when e.seq = l.seq and not e.keeps then ${event(sql`e.local_date`)} else 0 end)`,
		revalued: sql`case when e.seq = l.seq and e.keeps then ${event(
			sql`case when q.kind <> all(${KEEPING_EVENTS}::text[]) then q.local_date else ${STATE_ON} end`,
		)} end`,
		held: sql`select ${sumOf(sql`mark`)} from last`,
	};
}

const amountsOf = (of: 'e' | 'q' | 'i'): [benefit: Sql, unit: Sql, central: Sql] => [
	raw(`${of}.benefit`),
	raw(`${of}.unit_verified`),
	raw(`${of}.central_verified`),
];

function decisionsOf(print: Print): Sides {
	const kinds = DECISIONS_MADE.map((action) => LIFE_CYCLE[action].event);
	const kindOf = join(
		DECISIONS_MADE.map((action) => sql`when ${action} then ${LIFE_CYCLE[action].event}`),
		' ',
	);
	const decided = (event: Sql, by: Sql, at: Sql, kind: Sql) =>
		mark(
			hashOf(print, [
				wide(event),
				wide(sql`initiative_id`),
				wide(by),
				instant(at),
				text(kind),
				text(sql`coalesce(reason, '')`),
				known(sql`reason`),
			]),
		);
	return {
		each: sql`case when e.kind = any(${kinds}::text[]) then
			${decided(sql`e.id`, sql`e.actor_id`, sql`e.at`, sql`e.kind`)} end`,
		held: sql`select ${sumOf(
			decided(sql`event_id`, sql`decided_by`, sql`decided_at`, sql`(case action ${kindOf} end)::text`),
		)} from decisions`,
	};
}
