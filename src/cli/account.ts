import { text } from 'node:stream/consumers';
import { type Command, InvalidArgumentError } from 'commander';
import { createAccount, createToken, hashPassword, issueCode } from '#features/people/commands.ts';
import { actorByLogin, findAccounts } from '#features/people/queries.ts';
import {
	normaliseEmail,
	normalisePhone,
	password,
	personName,
	ROLES,
	type Role,
} from '#features/people/schema.ts';
import { unitIdsByCode } from '#features/units/queries.ts';
import { makeScope } from '#features/units/rules.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound, refuseIfAny } from '#platform/http/refusal.ts';
import { writeLine } from './output.ts';
import { withPortal } from './session.ts';

/** Who runs the command holds the database itself. */
const EVERYWHERE = makeScope({ all: true });

export function registerAccount(program: Command): void {
	const account = program.command('account').description('accounts, their roles and tokens');
	account
		.command('create')
		.description('create an account; without --password-stdin or --code it cannot sign in yet')
		.requiredOption('--name <name>', 'name of the person')
		.option('--email <address>', 'e-mail to sign in with')
		.option('--phone <number>', 'phone to sign in with')
		.option('--role <ROLE@UNITCODE...>', `roles held in units, of ${ROLES.join(', ')}`, collectRole, [])
		.option('--password-stdin', 'read the password from standard input')
		.option('--code', 'print a one-time code with which the person chooses a password')
		.action(create);
	account
		.command('list')
		.description('list accounts by name')
		.option('--query <text>', 'part of a name, e-mail or phone', '')
		.option('--limit <number>', 'at most this many', positive, 1000)
		.action(list);
	account
		.command('token')
		.description('make a token for a script; it is printed this one time')
		.argument('<name>', 'what the token is for')
		.requiredOption('--as <login>', 'e-mail or phone of the account it acts for')
		.option('--days <number>', 'days it lasts, at most 366', positive, 90)
		.action(token);
}

interface AskedRole {
	role: Role;
	unit: string;
}

function collectRole(text: string, previous: AskedRole[]): AskedRole[] {
	const [role, unit] = text.split('@');
	if (!ROLES.includes(role as Role) || !unit)
		throw new InvalidArgumentError(`Write it as ROLE@UNITCODE, with a role of ${ROLES.join(', ')}.`);
	return [...previous, { role: role as Role, unit: unit.toUpperCase() }];
}

function positive(value: string): number {
	const number = Number(value);
	if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Not a positive whole number.');
	return number;
}

interface CreateOptions {
	name: string;
	email?: string;
	phone?: string;
	role: AskedRole[];
	passwordStdin?: boolean;
	code?: boolean;
}

async function create(options: CreateOptions, command: Command): Promise<void> {
	const name = personName.safeParse(options.name);
	refuseIfAny(name.success ? [] : [{ field: 'name', code: 'value_invalid' }]);
	const secret = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, '') : null;
	refuseIfAny(
		secret === null || password.safeParse(secret).success
			? []
			: [{ field: 'password', code: 'too_short', params: { min: 8 } }],
	);
	// A code hands over an account within somebody's reach, and without a role it is within nobody's.
	refuseIfAny(options.code && options.role.length === 0 ? [{ field: '--role', code: 'value_missing' }] : []);
	const passwordHash = secret === null ? null : await hashPassword(secret);
	await withPortal(command, async ({ db, clock }, { json }) => {
		const grants = await rolesIn(db, options.role);
		const { email, phone } = options;
		const made = await db.transaction(async (tx) => {
			const id = await createAccount(tx, { name: name.data!, email, phone, passwordHash, grants }, null);
			if (!options.code) return { id };
			return { id, code: await issueCode(tx, EVERYWHERE, EVERYWHERE, id, null, clock.now()) };
		});
		if (json) writeLine(made);
		else process.stdout.write(`${made.id}\n${made.code ? `one-time code: ${made.code}\n` : ''}`);
	});
}

async function rolesIn(db: Reader, asked: readonly AskedRole[]) {
	const ids = await unitIdsByCode(
		db,
		asked.map(({ unit }) => unit),
	);
	const unknown = asked.filter(({ unit }) => !ids.has(unit));
	refuseIfAny(unknown.map(({ role, unit }) => ({ field: `${role}@${unit}`, code: 'unit_unknown' })));
	return asked.map(({ role, unit }) => ({ role, unitId: ids.get(unit)! }));
}

async function list(options: { query: string; limit: number }, command: Command): Promise<void> {
	await withPortal(command, async ({ db }, { json }) => {
		for (const found of await findAccounts(db, EVERYWHERE, options.query, options.limit)) {
			const { id, name, email, phone, disabled } = found;
			const roles = found.grants.map(({ role, unitCode }) => `${role}@${unitCode}`);
			if (json) writeLine({ id, name, email, phone, roles, disabled });
			else
				process.stdout.write(
					`${[id, name, email ?? '', phone ?? '', roles.join(' '), disabled ? 'disabled' : ''].join('\t')}\n`,
				);
		}
	});
}

async function token(name: string, options: { as: string; days: number }, command: Command): Promise<void> {
	refuseIfAny(options.days <= 366 ? [] : [{ field: '--days', code: 'value_invalid' }]);
	await withPortal(command, async ({ db, clock }, { json }) => {
		const login = options.as.includes('@') ? normaliseEmail(options.as) : normalisePhone(options.as);
		const actor = login ? await actorByLogin(db, login) : undefined;
		if (!actor) throw notFound();
		const made = await db.transaction((tx) =>
			createToken(tx, actor.accountId, name, options.days, clock.now()),
		);
		if (json) writeLine(made);
		else process.stdout.write(`${made.token}\n`);
	});
}
