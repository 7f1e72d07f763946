import { scopeOf } from '#features/people/rules.ts';
import { type ListedUnit, readUnitList } from '#features/units/excel.ts';
import { listChanges } from '#features/units/queries/changes.ts';
import { OUTCOMES, type PlannedUnit } from '#features/units/queries/plan.ts';
import {
	findUnits,
	isWithin,
	latestMembers,
	outermostUnits,
	unitByCode,
	unitHistory,
	unitsAbove,
	unitsBelow,
	unitsById,
} from '#features/units/queries.ts';
import { localDate } from '#platform/clock/clock.ts';
import { readWorkbookInWorker } from '#platform/excel/in-worker.ts';
import { notFound, Refusal } from '#platform/http/refusal.ts';
import { importUnits, previewList, undoChange } from '#portal/tree.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import { tryAction } from '#portal/web/form.ts';
import type { Actions, PageServerLoad } from './$types';

/** A list of all 130,000 units has some 8 MB. */
const FILE_MAX = 12_000_000;
/** Rows that a page shows; wrong ones first. */
const SHOWN = 200;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const scope = scopeOf(signedIn(locals.actor), 'manage_units');
	const q = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
	const tops = await unitsById(db, await outermostUnits(db, scope));
	const code = url.searchParams.get('unit') ?? tops[0]?.code ?? '';
	const unit = await unitByCode(db, code);
	if (!unit || !(await isWithin(db, scope, unit.id))) throw notFound();
	const [above, below, history, members, changes, found] = await Promise.all([
		unitsAbove(db, unit.id),
		unitsBelow(db, unit.id),
		unitHistory(db, unit.id),
		latestMembers(db, unit.id),
		listChanges(db, scope, { unitId: url.searchParams.has('unit') ? unit.id : undefined }),
		findUnitsWithin(db, scope.all ? [undefined] : tops.map((top) => top.id), q),
	]);
	return {
		q,
		unit,
		// Whoever manages a unit changes what lies below it; the unit itself is changed from above.
		changeable: scope.all || !tops.some((top) => top.id === unit.id),
		above: above.reverse(),
		below,
		history,
		members: members ?? null,
		changes,
		chosen: url.searchParams.has('unit'),
		done: Number(url.searchParams.get('xong')) || null,
		found,
		max: FILE_MAX,
	};
};

async function findUnitsWithin(db: App.Locals['portal']['db'], tops: (number | undefined)[], q: string) {
	const found = await Promise.all(tops.slice(0, 5).map((below) => findUnits(db, q, { below, ended: true })));
	return found.flat().map(({ code, name, above }) => ({ code, name, above }));
}

export const actions: Actions = {
	/** Shows what a list would do; the list goes along with the page, so that nothing is kept that is not applied. */
	check: async ({ request, locals }) => {
		const form = await request.formData();
		return tryAction(null, async () => {
			const file = form.get('file');
			if (!(file instanceof File) || file.size === 0)
				throw new Refusal('invalid', { issues: [{ field: 'file', code: 'unit_file_missing' }] });
			const bytes = new Uint8Array(await file.arrayBuffer());
			const listed = await read(bytes, file.name);
			const { rows, preview } = await previewList(locals.portal.db, listed, deciding(locals));
			return {
				checked: summary(rows),
				preview,
				file: { name: file.name, content: Buffer.from(bytes).toString('base64') },
			};
		});
	},
	/** Takes a change back. */
	undo: async ({ request, locals }) => {
		const form = await request.formData();
		return tryAction(null, async () => {
			const id = Number(form.get('change'));
			if (!Number.isSafeInteger(id)) throw notFound();
			const by = deciding(locals);
			const done = await undoChange(locals.portal.db, id, by);
			locals.portal.log.info({ account: by.accountId, change: done.id, undoes: id }, 'tree change undone');
			return { undone: id };
		});
	},
	apply: async ({ request, locals }) => {
		const form = await request.formData();
		return tryAction(null, async () => {
			const bytes = Buffer.from(String(form.get('content') ?? ''), 'base64');
			const name = String(form.get('name') ?? '').slice(0, 200);
			const listed = await read(bytes, name);
			const by = deciding(locals);
			const { rows, id } = await importUnits(locals.portal.db, listed, by, name);
			const { counts } = summary(rows);
			locals.portal.log.info({ account: by.accountId, change: id, ...counts }, 'units imported');
			return { applied: counts, change: id };
		});
	},
};

async function read(bytes: Uint8Array, name: string): Promise<ListedUnit[]> {
	if (bytes.length > FILE_MAX) throw new Refusal('excel_too_large');
	return readUnitList(await readWorkbookInWorker(bytes, name, { timeMs: 20_000 }));
}

function deciding({ portal, actor }: App.Locals) {
	const { accountId } = signedIn(actor);
	const now = portal.clock.now();
	return { scope: scopeOf(signedIn(actor), 'manage_units'), accountId, today: localDate(now), now };
}

function summary(planned: PlannedUnit[]) {
	const rank = (row: PlannedUnit) => OUTCOMES.indexOf(row.outcome);
	const rows = planned.toSorted((a, b) => rank(a) - rank(b) || a.line - b.line);
	return {
		counts: Object.fromEntries(
			OUTCOMES.map((outcome) => [outcome, planned.filter((row) => row.outcome === outcome).length]),
		) as Record<PlannedUnit['outcome'], number>,
		rows: rows.slice(0, SHOWN),
		total: planned.length,
	};
}
