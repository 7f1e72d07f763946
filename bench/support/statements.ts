import { createHash } from 'node:crypto';
import { submitTyped } from '#features/initiatives/commands/submit-typed.ts';
import { actorByToken } from '#features/people/queries.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import { unitIdsByCode } from '#features/units/queries.ts';
import type { Db, Reader, Sql, Tx } from '#platform/db/db.ts';
import { PROGRAMME, type typed, UNIT } from '#testing/crash/world.ts';

export interface Statement {
	name: string;
	text: string;
	values: unknown[];
}

/** Initiatives written directly, by all makers together. */
let made = 0;

type Typed = ReturnType<typeof typed>;

/**
 * The statements that one submission through HTTP sends to PostgreSQL, with their values: what the caller is
 * found by, and everything that the verb issues. The verb itself is run, against answers kept from a first run,
 * so nothing here is a copy of its SQL.
 */
export async function statementMaker(db: Db, token: string) {
	const kept = new Map<string, unknown[]>();

	async function run(content: Typed, key: string, send: (statement: Sql) => Promise<unknown[]>) {
		const statements: Statement[] = [];
		const reader: Reader = {
			async rows<Row>(statement: Sql) {
				const { text, values } = statement;
				statements.push({ name: createHash('sha1').update(text).digest('base64url'), text, values });
				return (await send(statement)) as Row[];
			},
			first: async <Row>(statement: Sql) => (await reader.rows<Row>(statement))[0],
		};
		const actor = (await actorByToken(reader, token, new Date()))!;
		// Programmes are kept in memory by the portal, so this one is asked of the database itself.
		const programme = (await programmeByCode(db, PROGRAMME))!;
		const unit = (await unitIdsByCode(reader, [UNIT])).get(UNIT)!;
		const before = statements.length;
		const tx = { ...reader, transaction: true, home: db.home } as unknown as Tx;
		const options = { kind: 'self', key: `api:${key}` } as const;
		await submitTyped(tx, actor, programme, { ...content, unit, consent: '' }, options, new Date());
		return { before: statements.slice(0, before), inside: statements.slice(before) };
	}

	/** For real once, rolled back, to learn what the reads answer. */
	async function learn(content: Typed) {
		const undo = new Error('learnt');
		await db
			.transaction(async (tx) => {
				await run(content, 'learn', async (statement) => {
					const rows = await tx.rows(statement);
					kept.set(statement.text, rows);
					return rows;
				});
				throw undo;
			})
			.catch((error) => {
				if (error !== undo) throw error;
			});
	}

	return {
		learn,
		/** The statements of one more submission; writes nothing. */
		make: (content: Typed, key: string) =>
			run(content, key, async (statement) => {
				// What the portal looks at every few seconds may not have been learnt.
				const rows =
					kept.get(statement.text) ?? (/^\s*select/.test(statement.text) ? await db.rows(statement) : []);
				// Numbers below all others: each time another initiative is written, whose text is indexed.
				return rows.map((row) => (isWritten(row) ? { ...row, key: `api:${key}`, id: --made } : row));
			}),
	};
}

/** The verb finds what it wrote by its key. */
const isWritten = (row: unknown): row is { key: string } =>
	typeof (row as { key?: unknown }).key === 'string';
