import { type DemoInitiative, generateDemo, instantOf } from '#database/demo/initiatives.ts';
import { demoProgramme } from '#database/facts/programmes.ts';
import { heldAt, type Placement, placements } from '#features/initiatives/commands/placement.ts';
import { contentKey } from '#features/initiatives/commands/submit.ts';
import { LIFE_CYCLE, type State } from '#features/initiatives/rules/life-cycle.ts';
import { type ScreenedFields, screenedText } from '#features/initiatives/rules/screened-text.ts';
import { createAccount } from '#features/people/commands.ts';
import { addProgramme } from '#features/programmes/commands.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { phaseOn } from '#features/programmes/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { rebuild } from '#features/similarity/commands/rebuild.ts';
import { hashesIn } from '#features/similarity/rules/normalise.ts';
import { storedHashes } from '#features/similarity/rules/stored.ts';
import { foldTallies } from '#features/statistics/commands/fold.ts';
import { descendants, rootUnit } from '#features/units/queries.ts';
import { addDays, localDate } from '#platform/clock/clock.ts';
import { type Db, recordset, sql } from '#platform/db/db.ts';
import { fold } from '#platform/text/fold.ts';
import { fillFacts } from '#portal/facts.ts';
import { insertBatch } from './corpus-insert.ts';

/** So many written-out initiatives stand behind the corpus; the others repeat their texts under other titles. */
const TEXTS = 3_000;
const BATCH = 5_000;

/** An initiative with the place and the steps it has come to. */
export interface CorpusRow {
	demo: DemoInitiative;
	key: string;
	contentKey: string;
	title: string;
	search: string;
	unitId: number;
	phaseId: number;
	groupId: number;
	fieldId: number;
	steps: CorpusStep[];
}

export interface CorpusStep {
	action: keyof typeof LIFE_CYCLE;
	from: State | null;
	to: State;
	at: Date;
	on: string;
	/** Level and unit whose turn it was, and whose it is afterwards. */
	turn: { level: number; unitId: number } | null;
	next: { level: number; unitId: number } | null;
	reason: string | null;
}

/**
 * Brings the corpus of the demo programme to `size` initiatives over the shipped tree, with their authors,
 * events and decisions, oldest first. Written by set-based SQL under the portal's own triggers, since its verbs
 * would take an hour; folded by its own fold; and `verify` finds it to be as if the verbs had written it.
 * @param how `screened`: with the index by which copies are found
 */
export async function growCorpus(
	db: Db,
	size: number,
	progress: (done: number) => void,
	{ screened = false }: { screened?: boolean } = {},
): Promise<void> {
	const { programme, accountId } = await ground(db);
	const root = (await rootUnit(db))!;
	const units = (await descendants(db, root.id)).filter(
		(unit) => unit.endedOn === null && (unit.kind === 'grassroots' || unit.kind === 'division'),
	);
	const places = await placements(
		db,
		units.map(({ id }) => id),
	);
	const idOf = new Map(units.map(({ code, id }) => [code, id]));
	const today = addDays(programme.submission.from, 150);
	const texts = [...generateDemo({ seed: 1, count: TEXTS, units, today })];
	const had = (await db.first<{ n: number }>(sql`select count(*) as n from initiatives`))!.n;
	for (let done = had; done < size; done += BATCH) {
		const rows = Array.from({ length: Math.min(BATCH, size - done) }, (_, index) => {
			const number = done + index;
			const demo = texts[number % texts.length]!;
			return row(programme, demo, number, idOf.get(demo.unitCode)!, places, today);
		}).sort((a, b) => a.steps[0]!.at.getTime() - b.steps[0]!.at.getTime());
		await db.transaction((tx) => insertBatch(tx, programme, accountId, rows));
		while ((await db.transaction(foldTallies)) > 0);
		progress(done + rows.length);
	}
	if (screened) await indexCorpus(db);
	await db.rows(sql`vacuum analyze`);
}

/**
 * Keeps the texts of all initiatives and packs them at once: through the rows of what came last it would take
 * hours. Nothing of it is screened; a portal that is started on it does so.
 */
async function indexCorpus(db: Db): Promise<void> {
	for (let after = 0; ; ) {
		const missing = await db.rows<ScreenedFields & { id: number }>(sql`
			select id, title, problem, solution, result from initiatives i
			where id > ${after} and state <> 'withdrawn' and not exists (
				select 1 from similarity_texts t where t.subject = i.id and t.dropped_at is null)
			order by id limit ${BATCH}`);
		if (missing.length === 0) break;
		const items = missing.map(({ id, ...fields }) => {
			const hashes = hashesIn(screenedText(fields).text);
			return { id, syllables: `\\x${storedHashes(hashes).toString('hex')}` };
		});
		await db.rows(sql`insert into similarity_texts (subject, syllables, added_at)
			select id, syllables, now() from ${recordset(items)} as i(id bigint, syllables bytea) order by id`);
		after = missing.at(-1)!.id;
	}
	await rebuild(db, 'count');
}

async function ground(db: Db): Promise<{ programme: Programme; accountId: number }> {
	const fresh = { rows: db.rows, first: db.first };
	await fillFacts({ db, clock: { now: () => new Date() } });
	if (!(await programmeByCode(fresh, 'demo')))
		await db.transaction((tx) => addProgramme(tx, demoProgramme(localDate(new Date()))));
	const known = await db.first<{ id: number }>(
		sql`select id from accounts where email = 'corpus@bench.invalid'`,
	);
	const root = (await rootUnit(db))!;
	const accountId =
		known?.id ??
		(await db.transaction((tx) =>
			createAccount(
				tx,
				{
					name: 'Người Nhập Liệu',
					email: 'corpus@bench.invalid',
					grants: [{ role: 'officer', unitId: root.id }],
				},
				null,
			),
		));
	return { programme: (await programmeByCode({ rows: db.rows, first: db.first }, 'demo'))!, accountId };
}

function row(
	programme: Programme,
	demo: DemoInitiative,
	number: number,
	unitId: number,
	places: Map<number, Placement>,
	today: string,
): CorpusRow {
	const turn = Math.floor(number / TEXTS);
	const title = turn === 0 ? demo.title : `${demo.title}, lần ${turn}`;
	const id = (list: { code: string; id: number }[], code: string) =>
		list.find((each) => each.code === code)!.id;
	const steps = walk(programme, demo, places.get(unitId)!, today);
	return {
		demo,
		key: `corpus-${number}`,
		contentKey: `\\x${contentKey(programme, { unitId, title, appliedOn: demo.appliedOn, authors: demo.authors }).toString('hex')}`,
		title,
		search: fold(title),
		unitId,
		phaseId: phaseOn(programme, steps[0]!.on)!.id,
		groupId: id(programme.groups, demo.groupCode),
		fieldId: id(programme.fields, demo.fieldCode),
		steps,
	};
}

/** The steps of a demo history up to an appeal, with where each leaves it. */
function walk(programme: Programme, demo: DemoInitiative, place: Placement, today: string): CorpusStep[] {
	const steps: CorpusStep[] = [];
	const turnAt = (level: number) => ({ level, unitId: heldAt(programme.levels[level - 1]!, place) });
	for (const { action, daysAgo, reasonCode } of demo.history) {
		if (action === 'appeal') break;
		const last = steps.at(-1);
		const turn = last?.next ?? null;
		const at = instantOf(today, daysAgo);
		const next =
			action === 'submit'
				? turnAt(1)
				: action === 'confirm'
					? turnAt(turn!.level + 1)
					: action === 'resubmit'
						? last!.turn
						: null;
		steps.push({
			action,
			from: last?.to ?? null,
			to: LIFE_CYCLE[action].to!,
			at,
			on: localDate(at),
			turn,
			next,
			reason: reasonCode ?? null,
		});
	}
	return steps;
}
