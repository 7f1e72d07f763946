import { redirect } from '@sveltejs/kit';
import { hashPassword, signUpMember } from '#features/people/commands.ts';
import { ATTEMPTS } from '#features/people/rules.ts';
import { MEMBER_UNIT_KINDS, signUp } from '#features/people/schema.ts';
import { findUnits, unitsById } from '#features/units/queries.ts';
import { nextPath } from '#platform/http/next-path.ts';
import { takeTurn } from '#platform/http/rate-limit.ts';
import { type Issue, isRefusal, Refusal } from '#platform/http/refusal.ts';
import { validate } from '#platform/http/validate.ts';
import { setSessionCookie } from '#portal/web/authenticate.ts';
import { tryAction } from '#portal/web/form.ts';
import { unitOption } from '../../unit-option.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
	if (locals.actor) redirect(303, nextPath(url.searchParams.get('tiep'), '/cua-toi'));
};

export const actions: Actions = {
	/** Finds units for the words typed, for browsers without JavaScript. */
	find: async ({ request, locals }) => {
		const form = await request.formData();
		return { values: await shown(locals.portal.db, form) };
	},
	sign_up: async ({ request, locals, cookies, url, getClientAddress }) => {
		const { db, clock } = locals.portal;
		const form = await request.formData();
		return tryAction(await shown(db, form), async () => {
			const input = readSignUp(form);
			await takeTurn(db.pool, [[ATTEMPTS.signUpAddress, getClientAddress()]]);
			const passwordHash = await hashPassword(input.password);
			const userAgent = request.headers.get('user-agent');
			const token = await db.transaction((tx) =>
				signUpMember(tx, { ...input, passwordHash, locale: locals.locale, userAgent }, clock.now()),
			);
			setSessionCookie(cookies, token, url);
			redirect(303, nextPath(url.searchParams.get('tiep'), '/nop'));
		});
	},
};

const text = (form: FormData, name: string) => String(form.get(name) ?? '').slice(0, 500);

/** What the form shows again; a password is never sent back. */
async function shown(db: App.Locals['portal']['db'], form: FormData) {
	const query = text(form, 'unit_query');
	const chosen = Number(text(form, 'unit')) || null;
	const [found, unit] = await Promise.all([
		findUnits(db, query, { limit: 50 }),
		chosen ? unitsById(db, [chosen]) : Promise.resolve([]),
	]);
	return {
		name: text(form, 'name'),
		login: text(form, 'login'),
		terms: form.has('terms'),
		unit: unit[0] ? unitOption(unit[0]) : null,
		query,
		units: found
			.filter((unit) => MEMBER_UNIT_KINDS.includes(unit.kind))
			.slice(0, 20)
			.map(unitOption),
	};
}

/** The codes that help here, instead of the schema's general ones. */
const CODES: Record<string, string> = {
	name: 'missing_name',
	login: 'account_login_missing',
	password: 'password_short',
	unit: 'missing_unit',
	terms: 'terms_needed',
};

function readSignUp(form: FormData) {
	const input = { ...Object.fromEntries(form), terms: form.has('terms') };
	try {
		return validate(signUp, input);
	} catch (error) {
		if (!isRefusal(error)) throw error;
		const issues: Issue[] = error.issues.map((issue) =>
			issue.code === 'too_long' ? issue : { ...issue, code: CODES[issue.field] ?? issue.code },
		);
		throw new Refusal('invalid', { issues });
	}
}
