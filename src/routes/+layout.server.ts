import { unreadCount } from '#features/notifications/queries.ts';
import { holds } from '#features/people/rules.ts';
import type { LayoutServerLoad } from './$types';

/** What every page shows: the language, who is signed in, and which parts of the portal are open to them. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { actor, locale, portal } = locals;
	// Named so that it is counted anew wherever the person goes.
	void url.pathname;
	return {
		locale,
		person: actor && { name: actor.name, units: actor.grants.map((grant) => grant.unitName) },
		unread: actor ? await unreadCount(portal.db, actor.accountId) : 0,
		menu: {
			submit: holds(actor, 'submit'),
			review: holds(actor, 'read_initiatives'),
			proxy: holds(actor, 'submit_for_others'),
			progress: holds(actor, 'follow_progress'),
			targets: holds(actor, 'assign_targets') || holds(actor, 'register_targets'),
			pledges: holds(actor, 'pledge'),
			accounts: holds(actor, 'assist_accounts'),
			units: holds(actor, 'manage_units'),
			freeze: holds(actor, 'freeze_figures'),
			people: holds(actor, 'manage_accounts'),
		},
	};
};
