import { findAccounts } from '#features/people/queries.ts';
import { scopeOf } from '#features/people/rules.ts';
import { unitsWithin } from '#features/units/queries.ts';
import { signedIn } from '#portal/web/endpoint.ts';
import type { PageServerLoad } from './$types';

const MOST = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { db } = locals.portal;
	const scope = scopeOf(signedIn(locals.actor), 'manage_accounts');
	const q = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
	const found = await findAccounts(db, scope, q, MOST + 1);
	const accounts = found.slice(0, MOST);
	const inside = await unitsWithin(
		db,
		scope,
		accounts.flatMap((account) => account.grants.map((grant) => grant.unitId)),
	);
	return {
		q,
		more: found.length > MOST,
		accounts: accounts.map(({ grants, ...account }) => ({
			...account,
			roles: grants
				.filter((grant) => inside.has(grant.unitId))
				.map(({ role, unitName }) => ({ role, unitName })),
		})),
	};
};
