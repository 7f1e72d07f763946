import type { State } from '#features/initiatives/rules/life-cycle.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import type { Names } from '#features/programmes/schema.ts';
import { type UnitScope, within } from '#features/units/rules.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';

/** A sample drawn for post-audit, with how far it has come. */
export interface Sample {
	id: number;
	programme: Names;
	unitCode: string;
	unitName: string;
	seed: string;
	drawnAt: Date;
	/** Name of who had it drawn. */
	drawnBy: string;
	/** How many stood approved, how many of them were drawn, and how many of those have a verified value by now. */
	population: number;
	size: number;
	verified: number;
	/** Of those with a verified value: what they declared and what was verified, đồng as text. */
	declaredSum: string;
	verifiedSum: string;
}

/** One drawn initiative; the verified values are null while nobody has stated one. */
export interface SampleItem {
	place: number;
	id: number;
	code: string;
	title: string;
	unitName: string;
	state: State;
	benefit: number | null;
	unitVerified: number | null;
	centralVerified: number | null;
}

/** The value that counts as verified: of the centre, else of the unit. */
const VERIFIED = sql`coalesce(i.central_verified, i.unit_verified)`;

const samples = (db: Reader, scope: UnitScope, id: number | null, limit: number) =>
	db.rows<Sample>(sql`
		with few as (
			select * from audit_samples s where ${within(scope, sql`s.unit_id`)} and (${id}::bigint is null or s.id = ${id}::bigint)
			order by s.id desc limit ${limit}
		)
		select s.id, p.name as programme, u.code as "unitCode", t.name as "unitName", s.seed, s.drawn_at as "drawnAt",
			a.name as "drawnBy", s.population, sum.*
		from few s join programmes p on p.id = s.programme_id join units u on u.id = s.unit_id
			join unit_today t on t.unit_id = s.unit_id join accounts a on a.id = s.drawn_by
			cross join lateral (select count(*)::int as size, count(${VERIFIED})::int as verified,
				coalesce(sum(i.benefit) filter (where ${VERIFIED} is not null), 0)::text as "declaredSum",
				coalesce(sum(${VERIFIED}), 0)::text as "verifiedSum"
				from audit_sample_items x join initiatives i on i.id = x.initiative_id where x.sample_id = s.id) sum
		order by s.id desc`);

/** The latest samples of units within the reach. */
export const latestSamples = (db: Reader, scope: UnitScope): Promise<Sample[]> =>
	samples(db, scope, null, 50);

/**
 * A sample with its initiatives, in the order in which they were drawn.
 * @throws Refusal `not_found` when it is outside the reach, too
 */
export async function loadSample(
	db: Reader,
	scope: UnitScope,
	id: number,
): Promise<Sample & { items: SampleItem[] }> {
	const [sample] = await samples(db, scope, id, 1);
	if (!sample) throw notFound();
	const items = await db.rows<Omit<SampleItem, 'code'>>(sql`
		select x.place, i.id, i.title, t.name as "unitName", i.state, i.benefit, i.unit_verified as "unitVerified",
			i.central_verified as "centralVerified"
		from audit_sample_items x join initiatives i on i.id = x.initiative_id join unit_today t on t.unit_id = i.unit_id
		where x.sample_id = ${id} and ${within(scope, sql`i.unit_id`)} order by x.place`);
	return { ...sample, items: items.map((item) => ({ ...item, code: codeOf(item.id) })) };
}
