import { sql, type Tx } from '#platform/db/db.ts';
import type { Model } from '../rules/model.ts';

/**
 * Makes other weights count from now on, under the same statistics: a new version, under which the whole corpus
 * is screened again in the background.
 * @returns the number of the version
 */
export async function adoptModel(tx: Tx, model: Model, now: Date): Promise<number> {
	const former = await tx.first<{ version: number }>(
		sql`update similarity_versions set current = false where current returning version`,
	);
	const made = await tx.first<{ version: number }>(sql`
		insert into similarity_versions (version, documents, texts, levels, boilerplate, model, made_at, current,
			screen_until)
		select (select max(version) + 1 from similarity_versions), documents, texts, levels, boilerplate,
			${JSON.stringify(model)}::jsonb, ${now}, true,
			coalesce(pg_sequence_last_value(pg_get_serial_sequence('similarity_texts', 'doc')::regclass), 0)
		from similarity_versions where version = ${former!.version}
		returning version`);
	// Its counts are not needed again: results only name the version that they were measured with.
	await tx.rows(
		sql`update similarity_versions set levels = '', boilerplate = '' where version = ${former!.version}`,
	);
	return made!.version;
}
