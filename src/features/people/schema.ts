import { z } from 'zod';
import { clean } from '#platform/text/fold.ts';

/** Roles are held in a unit; their reach is the subtree below it. */
export const ROLES = ['member', 'officer', 'reviewer', 'manager', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

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

/** An e-mail or phone, as one input takes either, in stored form, or null. */
export const normaliseLogin = (text: string): string | null =>
	text.includes('@') ? normaliseEmail(text) : normalisePhone(text);

export const personName = z.string().transform(clean).pipe(z.string().min(2).max(120));
export const password = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);

const login = z.string().transform((text, context) => {
	const value = normaliseLogin(text);
	if (value) return value;
	context.addIssue({ code: 'custom', message: 'login' });
	return z.NEVER;
});

/** Kinds of unit that have members; a member of a higher one would reach everything below it. */
export const MEMBER_UNIT_KINDS: readonly string[] = ['grassroots', 'division'];

/** Sign-up of a member: one of e-mail and phone in one input, and the unit chosen from the tree. */
export const signUp = z.object({
	name: personName,
	login,
	password,
	unit: z.coerce.number().int().positive().max(2_147_483_647),
	terms: z.literal(true),
});
export type SignUp = z.infer<typeof signUp>;

/** A token for scripts: what it is for, and how long it lasts. */
export const newToken = z.object({
	name: z.string().transform(clean).pipe(z.string().min(1).max(80)),
	days: z.coerce.number().int().min(1).max(366),
});

/** `+84912345678` → «0912 ••• 678»: enough to know whose it is, too little to call. */
export function maskedPhone(phone: string): string {
	const local = `0${phone.replace(/^\+84/, '')}`;
	return `${local.slice(0, 4)} ••• ${local.slice(-3)}`;
}

/** `hoa.nguyen@congdoan.vn` → «h•••@congdoan.vn» */
export const maskedEmail = (email: string): string => email.replace(/^(.)[^@]*/, '$1•••');

const optionalLine = z
	.string()
	.max(254)
	.transform((text) => clean(text) || null)
	.optional();

/** A new account as an administrator types it; without a password its person gets a one-time code. */
export const accountForm = z.object({
	name: personName,
	phone: optionalLine,
	email: optionalLine,
	password: z.union([z.literal('').transform(() => null), password]).optional(),
	role: z.enum(ROLES),
	unit: z.coerce.number().int().positive().max(2_147_483_647),
});

/** A role in a unit, given or taken. */
export const roleChange = accountForm.pick({ role: true, unit: true });
