import { type Actor, holds, type Permission } from '#features/people/rules.ts';

/** Who may call a route: anyone, anyone signed in, or holders of one of some permissions in any unit. */
export type Access = 'anyone' | 'signed_in' | readonly Permission[];

/**
 * The ladder of trust, on one screen. The longest matching prefix of the route id decides; a route that none
 * matches is refused, so a new one is closed until it states here who may call it. What a person then sees of
 * what is inside is decided by the `UnitScope` of each query, not here.
 */
export const ACCESS: Readonly<Record<string, Access>> = {
	'/(public)': 'anyone',
	'/(member)': 'signed_in',
	'/(officer)': ['read_initiatives', 'submit_for_others', 'assist_accounts'],
	'/(officer)/duyet': ['read_initiatives'],
	'/(officer)/bao-cao': ['read_initiatives'],
	'/(officer)/nhap-danh-sach': ['submit_for_others'],
	'/(officer)/nop-ho': ['submit_for_others'],
	'/(officer)/tai-khoan': ['assist_accounts'],
	'/(officer)/chi-tieu': ['assign_targets', 'register_targets'],
	'/(officer)/giao-uoc': ['pledge'],
	'/(officer)/tien-do': ['follow_progress'],
	'/(officer)/viec-can-lam': ['follow_progress'],
	'/(officer)/duoc-cong-nhan': ['submit_for_others'],
	'/(central)': ['manage_units', 'manage_accounts', 'freeze_figures'],
	'/(central)/quan-tri/don-vi': ['manage_units'],
	'/(central)/quan-tri/nguoi-dung': ['manage_accounts'],
	'/(central)/quan-tri/so-lieu-chot': ['freeze_figures'],
	'/api': 'anyone',
	'/api/v1': 'signed_in',
	'/api/v1/figures': 'anyone',
	'/api/v1/rankings': 'anyone',
	'/api/v1/units': 'anyone',
	'/api/v1/programmes': 'anyone',
	'/api/v1/public': 'anyone',
	'/api/v1/terms': 'anyone',
	'/api/v1/similar': ['submit', 'submit_for_others'],
	'/api/v1/review': ['read_initiatives'],
	'/api/v1/imports': ['submit_for_others'],
};

/** The rule of a route, by the longest prefix; null when none matches. */
export function accessOf(routeId: string): Access | null {
	let prefix = routeId;
	while (prefix.length > 1) {
		const rule = ACCESS[prefix];
		if (rule) return rule;
		prefix = prefix.slice(0, Math.max(prefix.lastIndexOf('/'), 0));
	}
	return null;
}

export type Verdict = 'allowed' | 'sign_in' | 'forbidden';

/** Whether a person (or nobody) may call a route. */
export function mayCall(routeId: string, actor: Actor | null): Verdict {
	const rule = accessOf(routeId);
	if (rule === 'anyone') return 'allowed';
	if (!actor) return 'sign_in';
	if (rule === 'signed_in') return 'allowed';
	return rule?.some((permission) => holds(actor, permission)) ? 'allowed' : 'forbidden';
}
