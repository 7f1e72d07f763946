import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { checkList } from '#features/initiatives/commands/import/check.ts';
import { chooseForList } from '#features/initiatives/commands/import/choices.ts';
import { readJsonLines } from '#features/initiatives/commands/import/json-lines.ts';
import { beginImport, runImport } from '#features/initiatives/commands/import/run.ts';
import { discardList, takeRows, uploadList } from '#features/initiatives/commands/import/upload.ts';
import { type ImportRow, importRows, loadImport } from '#features/initiatives/queries/imports.ts';
import { codeOf } from '#features/initiatives/schema.ts';
import { actorByLogin, findAccounts } from '#features/people/queries.ts';
import type { Actor } from '#features/people/rules.ts';
import { normaliseLogin } from '#features/people/schema.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { listScreening } from '#features/review/queries/list-screening.ts';
import { unitByCode } from '#features/units/queries.ts';
import { makeScope } from '#features/units/rules.ts';
import type { Db } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import type { Portal } from '#portal/portal.ts';
import { cliTranslate, EXIT, fileNamed, progressBar, writeLine } from './output.ts';
import { withPortal } from './session.ts';

interface Options {
	programme: string;
	unit: string;
	as?: string;
	dryRun?: boolean;
	validOnly?: boolean;
	group?: string;
	field?: string;
	recognisedBy?: string;
	recognitionNumber?: string;
	recognisedOn?: string;
	consent?: string;
	asWritten?: boolean;
}

export function registerImportInitiatives(group: Command): void {
	group
		.command('initiatives')
		.description('bring in a list of initiatives: .xlsx, .ods, .csv, or .jsonl with one initiative per line')
		.argument('<file>', 'the list; units in it are matched by name or code where exactly one fits')
		.requiredOption('--programme <code>', 'programme to submit to')
		.requiredOption('--unit <code>', 'unit within which the units of the list are sought')
		.option(
			'--as <login>',
			'e-mail or phone of the officer who submits it (default: the only one of that unit)',
		)
		.option('--dry-run', 'say what would become of each row and write nothing')
		.option('--valid-only', 'leave rows that are wrong out, instead of writing nothing')
		.option('--group <code>', 'participant group of rows that name none')
		.option('--field <code>', 'field of rows that name none')
		.option('--recognised-by <text>', 'who recognised the rows that do not say')
		.option('--recognition-number <text>', 'number of that decision')
		.option('--recognised-on <date>', 'date of that decision')
		.option('--consent <text>', 'how the authors agreed, for rows that do not say')
		.option(
			'--as-written',
			'leave texts in an old encoding (TCVN3, VNI) as they are, instead of reading them in Unicode',
		)
		.addHelpText('after', `\nExit code ${EXIT.refused}: rows are wrong and nothing was written.`)
		.action(importInitiatives);
}

function importInitiatives(file: string, options: Options, command: Command): Promise<void> {
	return withPortal(command, async (portal, { json }) => {
		const actor = await officer(portal, options);
		const { id, programme } = await takeIn(portal, actor, file, options);
		const { db, clock } = portal;
		const chosen = choicesOf(options);
		await db.transaction((tx) => chooseForList(tx, actor, programme, id, chosen, clock.now()));
		const counts = await db.transaction((tx) => checkList(tx, actor, programme, id, clock.now()));
		const stops = counts.refused > 0 && !options.validOnly;
		const entered = !options.dryRun && !stops && (await enter(portal, actor, id, options.validOnly ?? false));
		const list = await loadImport(db, actor, id);
		await tell(db, id, { json: json ?? false, written: entered });
		const { submitted, draft, present, refused } = list.counts!;
		const { total, screened } = await listScreening(db, id);
		const toScreen = total - screened;
		if (json)
			writeLine({
				import: entered ? id : null,
				written: entered,
				submitted,
				draft,
				present,
				refused,
				toScreen,
			});
		else
			process.stdout.write(
				`${entered ? 'Written' : 'Nothing written'}: ${submitted} submitted, ${draft} drafts, ${present} there already, ${refused} wrong.\n${aboutScreening(id, toScreen)}`,
			);
		// What was only tried leaves nothing behind
		if (!entered) await db.transaction((tx) => discardList(tx, actor, id));
		process.exitCode = stops || (!entered && !options.dryRun) ? EXIT.refused : EXIT.ok;
	});
}

/** The running portal screens; its officer finds the results on the list's page. */
const aboutScreening = (id: string, toScreen: number) =>
	toScreen === 0
		? ''
		: `${toScreen} wait to be screened for copies, which the running portal does: «sangkien screening status» says how far it is, /nhap-danh-sach/${id}/ra-trung shows what it found.\n`;

/** Who is named, or the one officer that the unit has. */
async function officer({ db }: Portal, { as, unit: code }: Options): Promise<Actor> {
	const login = as ? normaliseLogin(as) : await onlyOfficer(db, code);
	const actor = login ? await actorByLogin(db, login) : undefined;
	if (actor) return actor;
	throw as ? new Refusal('account_unknown', { params: { login: as } }) : new Refusal('import_officer_needed');
}

async function onlyOfficer(db: Db, code: string): Promise<string | null> {
	const unit = await unitByCode(db, code);
	if (!unit) throw new Refusal('unit_unknown', { params: { code } });
	const accounts = await findAccounts(db, makeScope({ unitIds: [unit.id] }), '', 1000);
	const officers = accounts.filter(
		({ disabled, grants }) =>
			!disabled && grants.some(({ role, unitId }) => role === 'officer' && unitId === unit.id),
	);
	return officers.length === 1 ? (officers[0]!.email ?? officers[0]!.phone) : null;
}

async function takeIn({ db, clock }: Portal, actor: Actor, file: string, options: Options) {
	const programme = await programmeByCode(db, options.programme);
	if (!programme) throw new Refusal('programme_unknown', { params: { code: options.programme } });
	const unit = await unitByCode(db, options.unit);
	if (!unit) throw new Refusal('unit_unknown', { params: { code: options.unit } });
	const [bytes, fileName] = [await readFile(fileNamed(file)), path.basename(file)];
	const to = { programme, unitId: unit.id };
	const lines = /\.(jsonl|ndjson)$/i.test(fileName);
	const id = lines
		? await takeRows(
				db,
				actor,
				to,
				{ bytes, fileName, rows: readJsonLines(bytes.toString('utf8'), options) },
				clock.now(),
			)
		: await uploadList(db, actor, to, { bytes, fileName, asWritten: options.asWritten }, clock.now());
	return { id, programme };
}

/** Only what was said, so that nothing else is judged. */
const choicesOf = ({ group, field, recognisedBy, recognitionNumber, recognisedOn, consent }: Options) =>
	Object.fromEntries(
		Object.entries({ group, field, recognisedBy, recognitionNumber, recognisedOn, consent }).filter(
			([, value]) => value !== undefined,
		),
	);

async function enter({ db, clock }: Portal, actor: Actor, id: string, validOnly: boolean): Promise<boolean> {
	await db.transaction((tx) => beginImport(tx, actor, id, validOnly, clock.now()));
	const { total } = await loadImport(db, actor, id);
	const bar = progressBar('import', total);
	try {
		return await runImport(db, id, clock.now(), (done) => bar.update(done));
	} finally {
		bar.stop();
	}
}

const PAGE = 1000;

/** Every row as a JSON line; for a person only those with something to mend. */
async function tell(db: Db, id: string, { json, written }: { json: boolean; written: boolean }) {
	for (let offset = 0; ; offset += PAGE) {
		const rows = await importRows(db, id, { offset, limit: PAGE });
		for (const row of rows) {
			if (json) writeLine(lineOf(row, written));
			else for (const text of sentencesOf(row)) process.stdout.write(`row ${row.row}: ${text}\n`);
		}
		if (rows.length < PAGE) return;
	}
}

const lineOf = (
	{ row, title, outcome, initiativeId, draftId, originals, issues, verdict }: ImportRow,
	written: boolean,
) => ({
	row,
	title,
	outcome,
	...(initiativeId !== null && { code: codeOf(initiativeId) }),
	...(written && draftId !== null && { draft: draftId }),
	...(originals.length > 0 && { originals }),
	issues: [
		...issues.map(({ letter, heading, code, severity, params }) => ({
			at: letter,
			heading,
			code,
			severity,
			params,
		})),
		...verdict.map(({ field, code, severity, params }) => ({ at: field, code, severity, params })),
	],
});

const t = cliTranslate();

function sentencesOf({ issues, verdict }: ImportRow): string[] {
	const say = (code: string, params: Record<string, string | number> = {}) =>
		['errors', 'excel']
			.map((name) => t(`${name}.${code}`, params))
			.find((text) => !text.endsWith(`.${code}`)) ?? code;
	return [
		...issues.map(
			({ letter, heading, code, params }) => `${letter} «${heading}»: ${say(code, { ...params })}`,
		),
		...verdict.map(({ field, code, params }) =>
			field ? `${field}: ${say(code, params)}` : say(code, params),
		),
	];
}
