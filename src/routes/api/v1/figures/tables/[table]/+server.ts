import { z } from 'zod';
import { currentProgramme, programmeByCode } from '#features/programmes/queries.ts';
import { tableOf } from '#features/statistics/components/tables/all.ts';
import { keptDashboard } from '#features/statistics/queries/dashboard/read.ts';
import { COMPARED, TABLES } from '#features/statistics/schema/tables.ts';
import { PERIODS } from '#features/statistics/schema.ts';
import { periodsOf } from '#features/targets/rules/periods.ts';
import { unitByCode } from '#features/units/queries.ts';
import { ROOT_CODE } from '#features/units/schema.ts';
import { isLocalDate, localDate } from '#platform/clock/clock.ts';
import { notFound } from '#platform/http/refusal.ts';
import { translator } from '#platform/i18n/translate.ts';
import { endpoint } from '#portal/web/endpoint.ts';
import { serverMessages } from '#portal/web/messages.ts';
import { names } from '../../answer.ts';

const date = z.string().refine(isLocalDate, 'date');
const cell = z.union([z.string(), z.number(), z.null()]);

export const GET = endpoint({
	summary: 'One table of the public dashboard, as the page shows it',
	description: `Tables: ${TABLES.map((name) => `\`${name}\``).join(', ')}. A column's \`kind\` says what its cells are:
\`count\` whole numbers, \`permille\` tenths of a percent (2034 is 203.4 %), \`tenths\` tenths of one, \`dong\` whole đồng as
text, \`value\` in the unit that the row names, \`date\` a local date, \`text\`. A table that cannot be asked for together with
a past date, a quarter or a unit answers 404.`,
	query: z.object({
		/** The current one unless named. */
		programme: z.string().max(40).optional(),
		unit: z.string().max(40).default(ROOT_CODE),
		/** The count that ratios divide. */
		measure: z.enum(['approved', 'submitted']).default('approved'),
		/** Units by the tree of this local date; today's unless named. */
		tree: date.optional(),
		/** Code of a phase (`gd1`) or quarter (`gd1:2022Q2`); the whole programme unless named. */
		period: z.string().max(60).default(''),
		/** Only what happened until the end of this local date. */
		upTo: date.optional(),
		step: z.enum(PERIODS).optional(),
		/** What the map compares. */
		compare: z.enum(COMPARED).default('count'),
		sort: z.enum(['name', ...COMPARED]).default('count'),
	}),
	answer: z.object({
		table: z.enum(TABLES),
		title: z.string(),
		programme: z.object({ code: z.string(), name: names }),
		unit: z.object({ code: z.string(), name: z.string() }),
		tree: z.string().nullable(),
		period: z.object({ code: z.string(), from: z.string(), to: z.string() }),
		upTo: z.string().nullable(),
		asOf: z.object({ position: z.number(), at: z.string().nullable() }),
		columns: z.array(z.object({ key: z.string(), label: z.string(), kind: z.string() })),
		rows: z.array(z.record(z.string(), cell)),
		/**
		 * Of each row, pages that prove its figures: by column, and `row` for the count that was asked for.
		 */
		links: z.array(z.record(z.string(), z.string())),
		total: z.record(z.string(), cell).nullable(),
		totalLinks: z.record(z.string(), z.string()),
		definitions: z.array(z.object({ name: z.string(), means: z.string(), formula: z.string() })),
	}),
	handle: async ({ portal: { db, clock }, query, params, event }) => {
		const { locale } = event.locals;
		const name = TABLES.find((each) => each === params.table);
		const programme = await (query.programme ? programmeByCode(db, query.programme) : currentProgramme(db));
		const unit = await unitByCode(db, query.unit);
		const period = programme && periodsOf(programme).find(({ code }) => code === query.period);
		const today = localDate(clock.now());
		const { tree = null, upTo = null, step = null } = query;
		if (!name || !unit || !period || (tree ?? '') > today || (upTo ?? '') > today) throw notFound();
		const data = await keptDashboard(db, { programme, unit, tree, period, upTo, step, today });
		const t = translator(locale, serverMessages(locale));
		const view = { ...query, tree, upTo, step, map: query.compare, all: true };
		const table = data && tableOf(name, data, { t, locale, view });
		if (!table) throw notFound();
		return {
			table: name,
			title: table.title,
			programme: data.programme,
			unit: { code: data.unit.code, name: data.unit.name },
			tree,
			period: { code: period.code, from: period.from, to: period.to },
			upTo,
			asOf: data.asOf,
			columns: [...table.columns],
			rows: table.rows.map(({ cells }) => cells),
			links: table.rows.map(({ href, links }) => given({ ...links, row: href })),
			total: table.total ?? null,
			totalLinks: given(table.totalLinks ?? {}),
			definitions: table.definitions.map((key) => ({
				name: t(`definitions.${key}`),
				means: t(`definitions.${key}_means`),
				formula: t(`definitions.${key}_formula`),
			})),
		};
	},
});

const given = (links: Readonly<Record<string, string | undefined>>): Record<string, string> =>
	Object.fromEntries(Object.entries(links).filter((entry): entry is [string, string] => !!entry[1]));
