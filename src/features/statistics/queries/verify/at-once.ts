import { KEEPING_EVENTS, LIFE_CYCLE } from '#features/initiatives/rules/life-cycle.ts';
import { DECISIONS as DECISIONS_MADE } from '#features/review/schema.ts';
import { join, raw, type Sql, sql } from '#platform/db/db.ts';
import {
	type Counted,
	CUBE_NAMES,
	type Cube,
	cellsOfEvent,
	hasDays,
	isCounted,
	keysOf,
} from '../../rules/cubes.ts';
import { STATE_ON } from './last-ones.ts';
import { isZero, mark, type Print, sumOf } from './print.ts';

/** Kinds of events after which an initiative may be worth something else than before. */
const VALUE_EVENTS: readonly string[] = [...KEEPING_EVENTS, LIFE_CYCLE.resubmit.event];
const MAY_REVALUE = sql`e.kind = any(${VALUE_EVENTS}::text[])`;

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
		...initiativesOf(print),
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
			select i.id, i.seq, coalesce(c.seq, i.seq) as counted from initiatives i left join (
				select e.initiative_id, min(e.seq) - 1 as seq from events e where not ${isCounted(which, sql`e`)} group by 1
			) c on c.initiative_id = i.id),
		each as (select ${sums(({ each }) => each)},
			count(*) filter (where l.id is null or e.seq < 1 or e.seq > l.seq or (e.seq = 1) <> (e.kind = ${LIFE_CYCLE.submit.event})
				or e.seq = 1 and (e.prev_digest <> '' or e.from_state is not null)) as out_of_line,
			coalesce(max(e.at) filter (where e.seq <= l.counted), 'epoch') as as_of
			from events e left join last l on l.id = e.initiative_id),
		revalued as (select ${sums(({ revalued }) => revalued)} from events e join last l on l.id = e.initiative_id
			join events q on q.initiative_id = e.initiative_id and q.seq = e.seq - 1 where ${MAY_REVALUE})
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
	const link = (seq: Sql, digest: Sql, state: Sql, of: 'e' | 'q') =>
		mark(
			print,
			sql`e.initiative_id, ${seq}, ${digest}, ${state}, e.programme_id, e.unit_id, e.phase_id, e.submission_kind,
			${raw(`${of}.benefit, ${of}.unit_verified, ${of}.central_verified`)}`,
		);
	const back = (of: 'e' | 'q') => link(sql`e.seq - 1`, sql`e.prev_digest`, sql`e.from_state`, of);
	return {
		each: sql`(case when e.seq < l.seq then ${link(sql`e.seq`, sql`e.digest`, sql`e.to_state`, 'e')} else 0 end)
			- (case when e.seq > 1 and not ${MAY_REVALUE} then ${back('e')} else 0 end)`,
		revalued: sql`- (${back('q')})`,
	};
}

/** What cubes say of units themselves: with days every step, without days where the last counted one led. */
const cubesOf = (print: Print): Record<string, Sides> =>
	Object.fromEntries(
		CUBE_NAMES.map((cube) => {
			const held = sql`select ${sumOf(mark(print, keysOf(cube), sql`own_n`, sql`own_benefit`))} from ${raw(cube)}
				where own_n <> 0 or own_benefit <> 0`;
			return [cube, { ...(hasDays(cube) ? everyStep(print, cube) : lastStep(print, cube)), held }];
		}),
	);

/** The marks of the cells that an event stands in under a measure. */
const standsIn = (print: Print, cube: Cube, measure: Sql, of: 'e' | 'q' = 'e'): Sql =>
	join(
		cellsOfEvent(cube, measure, of).map(
			({ keys, value }) =>
				sql`(case when ${value} is null then 0 else ${mark(print, keys, sql`1`, value)} end)`,
		),
		' + ',
	);

const SUBMITTED = sql`'submitted'::text`;

const lastStep = (print: Print, cube: Cube): Sides => ({
	each: sql`case when e.seq = l.counted then
		${standsIn(print, cube, sql`e.to_state`)} + ${standsIn(print, cube, SUBMITTED)} end`,
});

function everyStep(print: Print, cube: Cube): Sides {
	const entered = standsIn(print, cube, sql`e.to_state`);
	const left = (of: 'e' | 'q') => standsIn(print, cube, sql`e.from_state`, of);
	return {
		each: sql`case when e.seq > l.counted or ${MAY_REVALUE} then 0
			when e.seq = 1 then ${entered} + ${standsIn(print, cube, SUBMITTED)}
			when e.to_state <> e.from_state then ${entered} - (${left('e')}) end`,
		revalued: sql`case when e.seq <= l.counted then ${entered} - (${left('q')})
			+ ${standsIn(print, cube, SUBMITTED)} - (${standsIn(print, cube, SUBMITTED, 'q')}) end`,
	};
}

function placesOf(print: Print): Sides {
	return {
		each: sql`case when e.seq = l.counted then (select ${sumOf(
			mark(print, sql`e.programme_id, person, e.unit_id`, sql`1`, sql`(e.to_state = 'approved')::int`),
		)} from unnest(e.people) person) end`,
		held: sql`select ${sumOf(mark(print, sql`programme_id, person, unit_id`, sql`submitted`, sql`approved`))} from author_places`,
	};
}

/** What initiatives say of how they began, and of where they stand. */
function initiativesOf(print: Print): Record<string, Sides> {
	return {
		begun: {
			each: sql`case when e.seq = 1 then ${mark(print, sql`e.initiative_id, e.local_date`)} end`,
			held: sql`select ${sumOf(mark(print, sql`id, submitted_on`))} from initiatives`,
		},
		stand: {
			each: sql`case when e.seq = l.seq then ${mark(
				print,
				sql`e.initiative_id, e.seq, e.to_state, e.programme_id, e.unit_id, e.phase_id, e.group_id, e.field_id, e.benefit,
					e.unit_verified, e.central_verified, e.submission_kind, ${STATE_ON}`,
			)} end`,
			held: sql`select ${sumOf(
				mark(
					print,
					sql`id, seq, state, programme_id, unit_id, phase_id, coalesce(group_id, 0), coalesce(field_id, 0),
						coalesce(benefit, 0), unit_verified, central_verified, kind, state_on`,
				),
			)} from initiatives`,
		},
	};
}

function decisionsOf(print: Print): Sides {
	const kinds = DECISIONS_MADE.map((action) => LIFE_CYCLE[action].event);
	const kindOf = join(
		DECISIONS_MADE.map((action) => sql`when ${action} then ${LIFE_CYCLE[action].event}`),
		' ',
	);
	return {
		each: sql`case when e.kind = any(${kinds}::text[]) then
			${mark(print, sql`e.id, e.initiative_id, e.actor_id, e.at, e.kind, e.reason`)} end`,
		held: sql`select ${sumOf(
			mark(
				print,
				sql`event_id, initiative_id, decided_by, decided_at, (case action ${kindOf} end)::text, reason`,
			),
		)} from decisions`,
	};
}
