/** States of an initiative; a draft is not one yet. Names on screen: locales `initiatives.state_<state>`. */
export const STATES = ['in_review', 'returned', 'approved', 'rejected', 'withdrawn', 'revoked'] as const;
export type State = (typeof STATES)[number];

/** One action of the life cycle. */
export interface Step {
	from: readonly (State | null)[];
	/** Null leaves the state as it is, with its date and with whose turn it is. */
	to: State | null;
	/**
	 * Who takes it: the author's side, whoever holds the level whose turn it is, a programme manager, the unit or one
	 * above it, or a manager at the root.
	 */
	by: 'author' | 'level' | 'manager' | 'unit' | 'centre';
	/** The kind of coded reason it needs, with a text. */
	reason?: 'return' | 'reject' | 'revoke';
	/** Which value of the benefit it is about; the declared one belongs to the authors. */
	value?: Verifier;
	/** It takes that value back instead of stating it. */
	takesBack?: true;
	/** The event it leaves. */
	event: string;
}

/** Who verifies a benefit: the unit's side, and the centre. Their values and the declared one are kept apart. */
export type Verifier = 'unit' | 'central';

const VALUED: readonly State[] = ['in_review', 'approved'];

/** The whole life cycle. Buttons, API, bulk decisions and tests all read this table. */
export const LIFE_CYCLE = {
	submit: { from: [null], to: 'in_review', by: 'author', event: 'submitted' },
	confirm: { from: ['in_review'], to: 'in_review', by: 'level', event: 'confirmed' },
	approve: { from: ['in_review'], to: 'approved', by: 'level', event: 'approved' },
	return: { from: ['in_review'], to: 'returned', by: 'level', reason: 'return', event: 'returned' },
	resubmit: { from: ['returned'], to: 'in_review', by: 'author', event: 'resubmitted' },
	reject: { from: ['in_review'], to: 'rejected', by: 'level', reason: 'reject', event: 'rejected' },
	appeal: { from: ['rejected'], to: 'in_review', by: 'author', event: 'appealed' },
	withdraw: { from: ['in_review', 'returned'], to: 'withdrawn', by: 'author', event: 'withdrawn' },
	revoke: { from: ['approved'], to: 'revoked', by: 'manager', reason: 'revoke', event: 'revoked' },
	verify_benefit: { from: VALUED, to: null, by: 'unit', value: 'unit', event: 'benefit_verified' },
	unverify_benefit: {
		from: VALUED,
		to: null,
		by: 'unit',
		value: 'unit',
		takesBack: true,
		event: 'benefit_unverified',
	},
	verify_centrally: {
		from: ['approved'],
		to: null,
		by: 'centre',
		value: 'central',
		event: 'centrally_verified',
	},
	unverify_centrally: {
		from: ['approved'],
		to: null,
		by: 'centre',
		value: 'central',
		takesBack: true,
		event: 'centrally_unverified',
	},
} as const satisfies Record<string, Step>;

export type Action = keyof typeof LIFE_CYCLE;
export const ACTIONS = Object.keys(LIFE_CYCLE) as Action[];
export type Decision = 'confirm' | 'approve' | 'return' | 'reject' | 'revoke';
export const VALUATIONS = [
	'verify_benefit',
	'unverify_benefit',
	'verify_centrally',
	'unverify_centrally',
] as const satisfies readonly Action[];
export type Valuation = (typeof VALUATIONS)[number];

/** What a step on a value is about, and whether it takes it back. */
export const valuationOf = (action: Valuation): { value: Verifier; takesBack: boolean } => {
	const { value, takesBack } = LIFE_CYCLE[action] as Step;
	return { value: value!, takesBack: takesBack ?? false };
};

/** Kinds of events that leave state, date of state and turn as they were. */
export const KEEPING_EVENTS: readonly string[] = ACTIONS.filter(
	(action) => LIFE_CYCLE[action].to === null,
).map((action) => LIFE_CYCLE[action].event);

/** What the rules need to know of an initiative and of the person who wants to act on it. */
export interface Facts {
	state: State | null;
	/** The level whose turn it is; one past `levels` is an appeal. */
	level: number | null;
	/** How many levels the programme has. */
	levels: number;
	appealed: boolean;
	/** Days since the state began, in local dates. */
	daysInState: number;
	/** Days within which a returned initiative may come back. */
	returnDays: number;
	/** The person is an author, or entered it for the authors. */
	isAuthorSide: boolean;
	/** The person is an author: by account, or by name in their own unit. */
	isOwn: boolean;
	/** The person holds the role that this level asks for, in the unit whose turn it is or above. */
	holdsLevel: boolean;
	/** The person decided the rejection that is now appealed. */
	rejectedIt: boolean;
	isManager: boolean;
	/** The person verifies benefits in the initiative's unit or above it. */
	isUnitSide: boolean;
	/** The person verifies benefits for the centre. */
	isCentre: boolean;
	/** Values that stand, đồng; null where nobody has verified. */
	verified: Readonly<Record<Verifier, number | null>>;
}

/**
 * Whether a person may take a step: null, or the code of the reason why not (locales `errors.<code>`).
 * The order of the checks is the order in which reasons help: first what the person is, then where it stands.
 */
export function whyNot(action: Action, facts: Facts): string | null {
	const step: Step = LIFE_CYCLE[action];
	if (step.by === 'author' && !facts.isAuthorSide && facts.state !== null) return 'only_author';
	if (step.by === 'manager' && !facts.isManager) return 'only_manager';
	if (step.by === 'unit' && !facts.isUnitSide) return 'only_unit_side';
	if (step.by === 'centre' && !facts.isCentre) return 'only_centre';
	if (step.by !== 'author' && facts.isOwn) return 'own_initiative';
	if (!step.from.includes(facts.state)) return 'state_changed';
	if (step.by === 'level') {
		if (!facts.holdsLevel) return 'other_level';
		if (facts.rejectedIt) return 'own_rejection';
		if (action === 'confirm' && isLastWord(facts)) return 'last_level';
		if (action === 'approve' && !isLastWord(facts)) return 'not_last_level';
	}
	if (step.takesBack && facts.verified[step.value!] === null) return 'nothing_verified';
	if (action === 'appeal' && facts.appealed) return 'appealed_once';
	if (action === 'resubmit' && facts.daysInState > facts.returnDays) return 'return_expired';
	return null;
}

/** The level whose turn it is has the last word: it is the highest one, or the appeal. */
export function isLastWord(facts: Pick<Facts, 'level' | 'levels'>): boolean {
	return facts.level !== null && facts.level >= facts.levels;
}

/** The steps a person may take now, in the order of the table. */
export function openSteps(facts: Facts): Action[] {
	return ACTIONS.filter((action) => action !== 'submit' && whyNot(action, facts) === null);
}

/** The kind of coded reason a step needs, or null. */
export function reasonKind(action: Action): 'return' | 'reject' | 'revoke' | null {
	return (LIFE_CYCLE[action] as Step).reason ?? null;
}
