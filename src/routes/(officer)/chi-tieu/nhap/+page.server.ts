import { namedProgramme } from '#features/programmes/rules.ts';
import { publishList } from '#features/targets/commands/list.ts';
import { readTargetList } from '#features/targets/excel.ts';
import { OUTCOMES, type PlannedRow, planList } from '#features/targets/queries/list.ts';
import { why } from '#features/targets/schema.ts';
import { readWorkbookInWorker } from '#platform/excel/in-worker.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import { placeOf } from '../request.ts';
import type { Actions, PageServerLoad } from './$types';

/** 20,000 rows have some 1 MB. */
const FILE_MAX = 5_000_000;
/** Rows that a page shows; wrong ones first. */
const SHOWN = 200;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { programme, unit, period } = await placeOf(
		locals.portal.db,
		signedIn(locals.actor),
		url.searchParams,
	);
	return {
		programme: namedProgramme(programme),
		unit: { code: unit.code, name: unit.name },
		period: period.code,
		max: FILE_MAX,
	};
};

const typed = (form: FormData) => ({ why: String(form.get('why') ?? '').slice(0, 2000) });

export const actions: Actions = {
	/** Shows what a list would do; the list goes along with the page, so that nothing is kept that is not applied. */
	check: async ({ request, locals, url }) => {
		const form = await request.formData();
		const values = typed(form);
		return tryAction(values, async () => {
			const file = form.get('file');
			if (!(file instanceof File) || file.size === 0)
				throw new Refusal('invalid', { issues: [{ field: 'file', code: 'unit_file_missing' }] });
			const bytes = new Uint8Array(await file.arrayBuffer());
			const { programme, listed } = await read(locals, url, bytes, file.name);
			const planned = await planList(locals.portal.db, signedIn(locals.actor), programme, listed);
			return {
				values,
				checked: summary(planned),
				file: { name: file.name, content: Buffer.from(bytes).toString('base64') },
			};
		});
	},
	apply: async ({ request, locals, url }) => {
		const form = await request.formData();
		const values = typed(form);
		return tryAction(values, async () => {
			const bytes = Buffer.from(String(form.get('content') ?? ''), 'base64');
			const { programme, unit, listed } = await read(locals, url, bytes, String(form.get('name') ?? ''));
			const reason = why.safeParse(values.why);
			if (!reason.success)
				throw new Refusal('invalid', { issues: [{ field: 'why', code: 'target_why_long' }] });
			const { db, clock } = locals.portal;
			const planned = await db.transaction((tx) =>
				publishList(tx, signedIn(locals.actor), programme, unit.id, listed, reason.data, clock.now()),
			);
			return { values: { why: '' }, applied: summary(planned).counts };
		});
	},
};

async function read(locals: App.Locals, url: URL, bytes: Uint8Array, name: string) {
	const { programme, unit } = await placeOf(locals.portal.db, signedIn(locals.actor), url.searchParams);
	if (bytes.length > FILE_MAX) throw new Refusal('excel_too_large');
	const workbook = await readWorkbookInWorker(bytes, name, { timeMs: 20_000 });
	return { programme, unit, listed: readTargetList(workbook, programme) };
}

function summary(planned: readonly PlannedRow[]) {
	const rank = (row: PlannedRow) => OUTCOMES.indexOf(row.outcome);
	const rows = planned.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line);
	return {
		counts: Object.fromEntries(
			OUTCOMES.map((outcome) => [outcome, planned.filter((row) => row.outcome === outcome).length]),
		) as Record<PlannedRow['outcome'], number>,
		rows: rows.slice(0, SHOWN).map(({ line, code, name, outcome, issues, plan }) => ({
			line,
			code,
			name,
			outcome,
			issues,
			number: plan?.asked.number ?? null,
			kind: plan?.asked.kind ?? null,
			former: plan?.former?.number ?? null,
		})),
		total: planned.length,
	};
}
