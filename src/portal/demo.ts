import { randomInt } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEMO_ACCOUNTS } from '#database/demo/accounts.ts';
import { type CopyKind, copyTexts } from '#database/demo/copies.ts';
import { type DemoInitiative, generateDemo } from '#database/demo/initiatives.ts';
import { createRandom } from '#database/demo/random.ts';
import { verifySome } from '#database/demo/values.ts';
import { demoProgramme } from '#database/facts/programmes.ts';
import { createAccount, hashPassword } from '#features/people/commands.ts';
import { actorByLogin } from '#features/people/queries.ts';
import { normalisePhone } from '#features/people/schema.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { foldTallies } from '#features/statistics/commands/fold.ts';
import { descendants, unitByCode } from '#features/units/queries.ts';
import type { Unit } from '#features/units/schema.ts';
import { addDays, localDate } from '#platform/clock/clock.ts';
import { fillPledge, fillRecognised } from './demo-cluster.ts';
import { createDesks, type Desk } from './demo-desks.ts';
import { fillReminders } from './demo-reminders.ts';
import { fillTargets } from './demo-targets.ts';
import { openProgramme } from './facts.ts';
import type { Portal } from './portal.ts';

const SEED = 20_260_901;
const COUNT = 3_000;
/** Of these, how many belong to the unit of the people who sign in. */
const SIGN_IN_COUNT = 16;
/** Desks worked at once: the database has two cores. */
const WORKERS = 4;

export interface DemoSignIn {
	role: string;
	login: string;
	password: string;
}

export type Progress = (label: string, total: number) => { update(done: number): void; stop(): void };

/**
 * Fills the demonstration programme on first start: accounts, and invented initiatives that live through the same
 * verbs as real ones. A filling that was interrupted goes on where it stood. Answers one sign-in per role.
 */
export async function fillDemo(portal: Portal, progress: Progress, count = COUNT): Promise<DemoSignIn[]> {
	const { db, clock, config } = portal;
	const kept = await readKept(config.dataDir);
	const password = kept?.password ?? drawPassword();
	const known = await programmeByCode(db, 'demo');
	if (!known || kept?.complete === false) {
		await writeKept(config.dataDir, { password, complete: false });
		await createSignIns(portal, password);
		await db.transaction((tx) => openProgramme(tx, demoProgramme(localDate(clock.now()))));
		await fillInitiatives(portal, progress, count);
		await writeKept(config.dataDir, { password, complete: true });
	}
	return DEMO_ACCOUNTS.map(({ role, email, phone }) => ({ role, login: email ?? phone!, password }));
}

/** What the data folder remembers of the demonstration; only its owner may read the password. */
interface Kept {
	password: string;
	complete: boolean;
}

async function readKept(dataDir: string): Promise<Kept | null> {
	const text = await readFile(path.join(dataDir, 'demo.json'), 'utf8').catch(() => null);
	return text ? (JSON.parse(text) as Kept) : null;
}

async function writeKept(dataDir: string, kept: Kept): Promise<void> {
	await mkdir(dataDir, { recursive: true });
	const file = path.join(dataDir, 'demo.json');
	await writeFile(`${file}.new`, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
	await rename(`${file}.new`, file);
}

function drawPassword(): string {
	const letters = 'abcdefghkmnpqrstuvwxyz23456789';
	return Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('');
}

async function createSignIns({ db, clock }: Portal, password: string): Promise<void> {
	const passwordHash = await hashPassword(password);
	for (const account of DEMO_ACCOUNTS) {
		const login = account.email ?? normalisePhone(account.phone!)!;
		if (await actorByLogin(db, login)) continue;
		const unit = await unitByCode(db, account.unitCode);
		const grants = [{ role: account.role, unitId: unit!.id }];
		await db.transaction((tx) =>
			createAccount(tx, { ...account, passwordHash, termsAcceptedAt: clock.now(), grants }, null),
		);
	}
}

async function fillInitiatives({ db }: Portal, progress: Progress, count: number): Promise<void> {
	const programme = (await programmeByCode({ rows: db.rows, first: db.first }, 'demo'))!;
	await fillTargets(db, programme);
	// The day the programme was laid around, which may not be the day on which an interrupted filling goes on.
	const today = addDays(programme.submission.from, 150);
	await fillPledge(db, programme, today);
	const root = (await unitByCode(db, 'TLD'))!;
	const units = (await descendants(db, root.id)).filter(
		(unit) => unit.endedOn === null && (unit.kind === 'grassroots' || unit.kind === 'division'),
	);
	const elsewhere = [...generateDemo({ seed: SEED, count: count - SIGN_IN_COUNT, units, today })];
	const theirs = initiativesOfSignIns(units, today, elsewhere);
	const initiatives = [...elsewhere, ...theirs];
	verifySome(createRandom(SEED + 2), initiatives, new Set(theirs));
	const desks = await createDesks(db, programme, units, initiatives, today);
	const steps = desks.reduce((sum, desk) => sum + desk.steps.length, 0);
	const bar = progress('demo', steps);
	let done = 0;
	const work = async () => {
		for (let desk: Desk | undefined = desks.pop(); desk; desk = desks.pop())
			for await (const taken of desk.work()) {
				done += taken;
				bar.update(done);
			}
	};
	await Promise.all(Array.from({ length: WORKERS }, work));
	await fillRecognised(db, programme, today);
	while ((await db.transaction(foldTallies)) > 0);
	await fillReminders(db, programme, today);
	bar.stop();
}

/**
 * The people who sign in find something of theirs: in their unit the youngest initiatives still wait for the
 * officer, and the next ones are the member's own. A few are copies: one on the officer's desk, three on the
 * reviewer's.
 */
function initiativesOfSignIns(
	units: readonly Unit[],
	today: string,
	elsewhere: readonly DemoInitiative[],
): DemoInitiative[] {
	const member = DEMO_ACCOUNTS.find((account) => account.role === 'member')!;
	const own = units.filter((unit) => unit.code === member.unitCode);
	const theirs = [...generateDemo({ seed: SEED + 1, count: SIGN_IN_COUNT, units: own, today })];
	theirs.sort((one, other) => one.history[0]!.daysAgo - other.history[0]!.daysAgo);
	for (const initiative of theirs.slice(0, 6)) initiative.history.splice(1);
	for (const initiative of theirs.slice(5, 11)) {
		initiative.kind = 'self';
		initiative.authors[0]!.name = member.name;
	}
	const sewing = new Set(units.filter(({ name }) => /\bMay\b/.test(name)).map(({ code }) => code));
	const sources = elsewhere.filter(
		({ unitCode, copy, confidential, history }) =>
			sewing.has(unitCode) &&
			unitCode !== member.unitCode &&
			!copy &&
			!confidential &&
			history[0]!.daysAgo > 100,
	);
	for (const [index, { at, kind, confirmed }] of PLANTED.entries()) {
		const source = sources[index * 3];
		if (source) plant(theirs[at]!, source, kind, confirmed);
	}
	return theirs;
}

/** Copies among the sixteen: which, of what kind, and whether the officer has confirmed it. */
const PLANTED: { at: number; kind: CopyKind; confirmed: boolean }[] = [
	{ at: 2, kind: 'exact', confirmed: false },
	{ at: 3, kind: 'exact', confirmed: true },
	{ at: 4, kind: 'renamed', confirmed: true },
	{ at: 11, kind: 'passage', confirmed: true },
];

/** Makes a text a copy of another and lets it wait for the officer or, once confirmed, for the reviewer. */
function plant(copy: DemoInitiative, source: DemoInitiative, kind: CopyKind, confirmed: boolean): void {
	const { fieldCode, groupCode } = source;
	const { benefitAmount } = kind === 'passage' ? copy : source;
	const texts = copyTexts(createRandom(SEED), kind, [source], copy);
	Object.assign(copy, texts, { fieldCode, groupCode, benefitAmount, confidential: false });
	copy.socialBenefit = benefitAmount === null ? copy.result : '';
	const submit = copy.history[0]!;
	copy.history = confirmed ? [submit, { action: 'confirm', daysAgo: submit.daysAgo * 0.6 }] : [submit];
}
