import { type Actor, scopeOf } from '#features/people/rules.ts';
import type { UnitScope } from '#features/units/rules.ts';

/** How far a person reaches in each part that review has. */
export interface ReviewScopes {
	/** Units whose initiatives they read. */
	read: UnitScope;
	/** Units whose turn they may take where officers confirm. */
	confirm: UnitScope;
	/** Units whose turn they may take where reviewers review, and on appeals. */
	review: UnitScope;
}

export function reviewScopes(actor: Actor): ReviewScopes {
	return {
		read: scopeOf(actor, 'read_initiatives'),
		confirm: scopeOf(actor, 'confirm'),
		review: scopeOf(actor, 'review'),
	};
}
