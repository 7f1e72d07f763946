import { DEMO_ACCOUNTS } from '#database/demo/accounts.ts';
import type { DemoStep } from '#database/demo/histories.ts';
import { type DemoInitiative, instantOf } from '#database/demo/initiatives.ts';
import { createRandom } from '#database/demo/random.ts';
import { personName } from '#database/demo/words/people.ts';
import {
	appealInitiative,
	resubmitInitiative,
	withdrawInitiative,
} from '#features/initiatives/commands/steps.ts';
import { submitInitiatives } from '#features/initiatives/commands/submit.ts';
import { loadFacts } from '#features/initiatives/queries/facts.ts';
import type { NewInitiative } from '#features/initiatives/schema.ts';
import { createAccount } from '#features/people/commands.ts';
import { actorByLogin } from '#features/people/queries.ts';
import { type Actor, ROLES, type Role, scopeOf } from '#features/people/rules.ts';
import { normalisePhone } from '#features/people/schema.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { verifyOne } from '#features/review/commands/values.ts';
import { decide } from '#features/review/commands.ts';
import { unitByCode, unitById } from '#features/units/queries.ts';
import { ROOT_CODE, type Unit } from '#features/units/schema.ts';
import type { Db } from '#platform/db/db.ts';
import { fold } from '#platform/text/fold.ts';

/** What happens at one superior unit, where officers enter and reviewers decide, in order of time. */
export interface Desk {
	steps: readonly Turn[];
	/** Takes the steps through the portal's own verbs; yields how many each turn took. */
	work(): AsyncGenerator<number>;
}

interface Turn {
	initiative: DemoInitiative;
	step: DemoStep;
	at: Date;
	/** The level whose turn it is: an appeal is decided one unit higher. */
	appeal: boolean;
}

/** Sorts what happened to invented initiatives by the desk at which it happened. */
export async function createDesks(
	db: Db,
	programme: Programme,
	units: readonly Unit[],
	initiatives: readonly DemoInitiative[],
	today: string,
): Promise<Desk[]> {
	const byCode = new Map(units.map((unit) => [unit.code, unit]));
	const people = createPeople(db);
	const turns = new Map<number, Turn[]>();
	for (const initiative of initiatives) {
		const superior = byCode.get(initiative.unitCode)!.parentId!;
		let appeal = false;
		for (const step of initiative.history) {
			const list = turns.get(superior) ?? [];
			list.push({ initiative, step, at: instantOf(today, step.daysAgo), appeal });
			turns.set(superior, list);
			appeal ||= step.action === 'appeal';
		}
	}
	return [...turns].map(([superior, list]) => {
		list.sort((one, other) => one.at.getTime() - other.at.getTime());
		return { steps: list, work: () => workDesk(db, programme, byCode, people, superior, list) };
	});
}

type People = (role: Role, unitId: number, name?: string) => Promise<Actor>;

/** People by role and unit, created when first needed; authors by name. None of them can sign in. */
function createPeople(db: Db): People {
	const known = new Map<string, Promise<Actor>>();
	const member = DEMO_ACCOUNTS.find((account) => account.role === 'member')!;
	return (role, unitId, name) => {
		const key = `${role} ${unitId} ${name ?? ''}`;
		// The same role in the same unit has the same name every time, so that it is found again.
		const called = name ?? personName(createRandom(unitId * ROLES.length + ROLES.indexOf(role)));
		const made = known.get(key) ?? create(role, unitId, called, name === member.name);
		known.set(key, made);
		return made;
	};
	async function create(role: Role, unitId: number, name: string, isMember: boolean): Promise<Actor> {
		if (isMember) return (await actorByLogin(db, normalisePhone(member.phone!)!))!;
		const email = `${role}-${unitId}-${fold(name).replaceAll(' ', '-')}@demo.sangkien.invalid`;
		const known = await actorByLogin(db, email);
		if (known) return known;
		await db.transaction((tx) => createAccount(tx, { name, email, grants: [{ role, unitId }] }, null));
		return (await actorByLogin(db, email))!;
	}
}

async function* workDesk(
	db: Db,
	programme: Programme,
	units: ReadonlyMap<string, Unit>,
	people: People,
	superior: number,
	turns: readonly Turn[],
): AsyncGenerator<number> {
	// By initiative its id, how many of its steps are taken, and which one comes next: a filling that goes on
	// after an interruption finds some of them taken.
	const progress = new Map<DemoInitiative, { id: number; taken: number; next: number }>();
	const officer = await people('officer', superior);
	const reviewer = await people('reviewer', superior);
	const root = (await unitByCode(db, ROOT_CODE))!;
	const above = (await unitById(db, superior))!.parentId ?? superior;

	const author = ({ initiative }: Turn) =>
		initiative.kind === 'self'
			? people('member', units.get(initiative.unitCode)!.id, initiative.authors[0]!.name)
			: officer;
	const submit = async (turn: Turn) => {
		const actor = await author(turn);
		const { kind } = turn.initiative;
		const initiative = toInitiative(programme, units.get(turn.initiative.unitCode)!, turn, actor);
		const scope = scopeOf(actor, kind === 'self' ? 'submit' : 'submit_for_others');
		const submissions = [{ initiative, kind, key: `demo-${turn.at.getTime()}-${fold(initiative.title)}` }];
		const [submitted] = await db.transaction((tx) =>
			submitInitiatives(tx, actor.accountId, scope, programme, submissions, turn.at),
		);
		const facts = await loadFacts(db, actor, [programme], [submitted!.id], turn.at);
		progress.set(turn.initiative, { id: submitted!.id, taken: facts.get(submitted!.id)!.seq, next: 1 });
	};
	const take = async (turn: Turn, id: number) => {
		const { step, at } = turn;
		const note = step.note ?? '';
		if (step.action === 'submit') return submit(turn);
		const actor = await author(turn);
		if (step.action === 'resubmit') {
			const mended = toInitiative(programme, units.get(turn.initiative.unitCode)!, turn, actor);
			return db.transaction((tx) => resubmitInitiative(tx, actor, [programme], id, mended, at));
		}
		if (step.action === 'appeal')
			return db.transaction((tx) => appealInitiative(tx, actor, [programme], id, note, at));
		if (step.action === 'withdraw')
			return db.transaction((tx) => withdrawInitiative(tx, actor, [programme], id, note, at));
		if (step.action === 'verify_benefit' || step.action === 'verify_centrally') {
			const verifier = step.action === 'verify_benefit' ? reviewer : await people('manager', root.id);
			const request = { id, action: step.action, value: step.amount!, note };
			return db.transaction((tx) => verifyOne(tx, verifier, [programme], request, at));
		}
		const first = step.action === 'confirm' || step.action === 'return';
		const decider = turn.appeal ? await people('reviewer', above) : first ? officer : reviewer;
		const request = { id, action: step.action, reason: step.reasonCode, note };
		const [outcome] = await db.transaction((tx) => decide(tx, decider, [programme], [request], at));
		if (outcome?.refused) throw new Error(`demo step ${step.action} refused: ${outcome.refused}`);
	};
	for (const turn of turns) {
		const known = progress.get(turn.initiative);
		if (!known || known.taken <= known.next++) await take(turn, known?.id ?? 0);
		yield 1;
	}
}

function toInitiative(programme: Programme, unit: Unit, { initiative }: Turn, actor: Actor): NewInitiative {
	return {
		unitId: unit.id,
		title: initiative.title,
		groupId: programme.groups.find((each) => each.code === initiative.groupCode)!.id,
		fieldId: programme.fields.find((each) => each.code === initiative.fieldCode)!.id,
		problem: initiative.problem,
		solution: initiative.solution,
		result: initiative.result,
		benefit: initiative.benefitAmount,
		benefitText: '',
		socialBenefit: initiative.socialBenefit,
		difference: '',
		appliedOn: initiative.appliedOn,
		recognisedBy: initiative.recognisedBy,
		recognitionNumber: initiative.recognitionNumber,
		recognisedOn: initiative.recognisedOn,
		confidential: initiative.confidential,
		authors: initiative.authors.map((each, index) => ({
			name: each.name,
			share: each.shareBp,
			accountId: initiative.kind === 'self' && index === 0 ? actor.accountId : null,
			namePublic: each.namePublic,
		})),
		consent: initiative.kind === 'self' ? '' : 'Tác giả đã ký phiếu đồng ý gửi công đoàn cơ sở.',
	};
}
