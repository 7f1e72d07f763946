import { z } from 'zod';
import { clean } from '#platform/text/fold.ts';
import { ROLES } from './rules.ts';

/** NIST SP 800-63B: length, not recipes; the upper bound keeps hashing from being a way to tire the server. */
export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 200;

/**
 * A Vietnamese phone number as people write it (`0912 345 678`, `+84 912.345.678`) as `+84912345678`, or null.
 */
export function normalisePhone(text: string): string | null {
	const digits = text.replace(/[\s.()-]/g, '');
	const match = /^(?:\+?84|0)(\d{9,10})$/.exec(digits);
	return match ? `+84${match[1]}` : null;
}

/** An e-mail address in the one form it is stored and compared in, or null. */
export function normaliseEmail(text: string): string | null {
	const email = text.trim().normalize('NFC').toLowerCase();
	return z.email().max(254).safeParse(email).success ? email : null;
}

export const personName = z.string().transform(clean).pipe(z.string().min(2).max(120));
export const password = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);

const login = z.string().transform((text, context) => {
	const value = text.includes('@') ? normaliseEmail(text) : normalisePhone(text);
	if (value) return value;
	context.addIssue({ code: 'custom', message: 'login' });
	return z.NEVER;
});

/** Sign-up of a member: one of e-mail and phone in one input, and the unit chosen from the tree. */
export const signUp = z.object({
	name: personName,
	login,
	password,
	unit: z.coerce.number().int().positive(),
	terms: z.literal(true),
});
export type SignUp = z.infer<typeof signUp>;

export const newAccount = z.object({
	name: personName,
	email: z.string().optional(),
	phone: z.string().optional(),
	password: password.optional(),
	grants: z.array(z.object({ role: z.enum(ROLES), unit: z.string() })),
});
export type NewAccount = z.infer<typeof newAccount>;
