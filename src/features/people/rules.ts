import { makeScope, type UnitScope } from '#features/units/rules.ts';
import type { Limit } from '#platform/http/rate-limit.ts';
import type { Role } from './schema.ts';

export { ROLES, type Role } from './schema.ts';

export interface Grant {
	role: Role;
	unitId: number;
	unitCode: string;
	unitName: string;
	/** The unit is the root of the tree, so that the reach is everything. */
	isRoot: boolean;
}

/** Who acts: a signed-in person, or a script with a token of theirs. */
export interface Actor {
	accountId: number;
	name: string;
	locale: 'vi' | 'en';
	grants: readonly Grant[];
}

/** What each role may do, on one screen. Reading one's own initiatives needs no permission. */
const PERMISSIONS = {
	/** Submit one's own initiative. */
	submit: ['member', 'officer', 'reviewer', 'manager'],
	/** Enter initiatives for others, one by one or from a list. */
	submit_for_others: ['officer'],
	/** Read initiatives that are not public, with everything in them. */
	read_initiatives: ['officer', 'reviewer', 'manager'],
	/** Decide at a level where the programme has officers confirm. */
	confirm: ['officer'],
	/** Decide at a level where the programme has reviewers review, and on appeals. */
	review: ['reviewer'],
	/** Take back an approval after the fact. */
	revoke: ['manager'],
	/** State what a benefit is worth for the unit's side. */
	verify_benefit: ['officer', 'reviewer'],
	/** State it for the centre: at the root only. */
	verify_centrally: ['manager'],
	/** Find accounts of the unit and issue one-time codes to people who cannot receive e-mail. */
	assist_accounts: ['officer', 'administrator'],
	/** Create accounts and grant roles. */
	manage_accounts: ['administrator'],
	/** Add and change units of the tree. */
	manage_units: ['administrator'],
	/** Hand targets down to the units below one's own. */
	assign_targets: ['officer', 'reviewer', 'manager'],
	/** Register a target for one's own unit, or one below it. */
	register_targets: ['officer', 'manager'],
	/** Freeze published figures, and correct what was frozen. */
	freeze_figures: ['manager'],
	/** Draft, sign and score pledges of the unit's cluster. */
	pledge: ['officer', 'manager'],
	/** See how units come along, and remind those that lag. */
	follow_progress: ['officer', 'reviewer', 'manager'],
	/** Take lists of initiatives out of the portal. */
	export: ['officer', 'reviewer', 'manager'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

const grantsFor = (actor: Actor, permission: Permission) =>
	actor.grants.filter((grant) => (PERMISSIONS[permission] as readonly Role[]).includes(grant.role));

/** How far a person's permission reaches: nothing when they do not hold it. */
export function scopeOf(actor: Actor | null, permission: Permission): UnitScope {
	const grants = actor ? grantsFor(actor, permission) : [];
	if (grants.some((grant) => grant.isRoot)) return makeScope({ all: true });
	return makeScope({ unitIds: [...new Set(grants.map((grant) => grant.unitId))] });
}

/** Roles that hold a permission, for statements over accounts. */
export const rolesWith = (permission: Permission): readonly Role[] => PERMISSIONS[permission];

/** The units in which a person holds a permission, in the order in which they got their roles. */
export const unitsOf = (actor: Actor, permission: Permission): number[] => [
	...new Set(grantsFor(actor, permission).map((grant) => grant.unitId)),
];

/** Whether a person holds a permission in any unit: decides what the menu offers, never what a query answers. */
export function holds(actor: Actor | null, permission: Permission): boolean {
	return actor !== null && grantsFor(actor, permission).length > 0;
}

/** Whether a person holds a permission at a unit itself, not at one above it: signs for it. */
export function holdsAt(actor: Actor, permission: Permission, unitId: number): boolean {
	return grantsFor(actor, permission).some((grant) => grant.unitId === unitId);
}

/**
 * How often somebody may try. Per address the limits are wide, since a whole factory may share one; per login
 * they are narrow, and a code of 8 digits gets few guesses in the 24 hours it lasts.
 */
export const ATTEMPTS = {
	signInHere: { name: 'sign_in', turns: 10, seconds: 900 },
	signInAnywhere: { name: 'sign_in_login', turns: 60, seconds: 3600 },
	signInAddress: { name: 'sign_in_address', turns: 200, seconds: 900 },
	signUpAddress: { name: 'sign_up_address', turns: 60, seconds: 3600 },
	resetMail: { name: 'reset_mail', turns: 3, seconds: 3600 },
	resetAddress: { name: 'reset_address', turns: 60, seconds: 3600 },
	code: { name: 'reset_code', turns: 5, seconds: 3600 },
	passwordChange: { name: 'password_change', turns: 10, seconds: 3600 },
} as const satisfies Record<string, Limit>;
