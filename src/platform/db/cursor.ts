import { randomBytes } from 'node:crypto';
import { type Sql, sql, type Tx } from './db.ts';

/**
 * Reads a long result in portions of `size` rows, so that memory does not grow with it. The transaction stays
 * open meanwhile; one that only reads holds up nobody.
 */
export async function* inPortions<Row>(tx: Tx, statement: Sql, size = 500): AsyncGenerator<Row[]> {
	const name = `portions_${randomBytes(6).toString('hex')}`;
	const declare = sql`declare ${sql([name])} no scroll cursor for ${statement}`;
	await tx.client.query(declare.text, declare.values);
	for (;;) {
		const { rows } = await tx.client.query(`fetch ${size} from ${name}`);
		if (rows.length > 0) yield rows as Row[];
		if (rows.length < size) break;
	}
	await tx.client.query(`close ${name}`);
}
