import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { type Reader, sql } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { loadFacts } from './facts.ts';
import { isUuid, reachableDraft } from './reach.ts';

export const FILE_PURPOSES = ['photo', 'attachment', 'recognition'] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];

/** A file that belongs to a draft or an initiative; its bytes are served at `/api/v1/files/<id>`. */
export interface FileRow {
	id: string;
	purpose: FilePurpose;
	/** As its sender named it: text to show, never a path. */
	name: string;
	mediaType: string;
	bytes: number;
}

const FILE = sql`f.id, f.purpose, f.name, f.media_type as "mediaType", f.bytes`;

export function filesOfDraft(db: Reader, draftId: string): Promise<FileRow[]> {
	return db.rows<FileRow>(
		sql`select ${FILE} from files f where f.draft_id = ${draftId} order by f.created_at, f.id`,
	);
}

export function filesOfInitiative(db: Reader, initiativeId: number): Promise<FileRow[]> {
	return db.rows<FileRow>(
		sql`select ${FILE} from files f where f.initiative_id = ${initiativeId} order by f.created_at, f.id`,
	);
}

/**
 * A file with its place in the store, for someone who may read what it belongs to.
 * @throws Refusal `not_found`
 */
export async function loadFile(
	db: Reader,
	actor: Actor,
	programmes: readonly Programme[],
	id: string,
	now: Date,
): Promise<FileRow & { sha256: Buffer }> {
	if (!isUuid(id)) throw notFound();
	const file = await db.first<
		FileRow & { sha256: Buffer; initiativeId: number | null; ofDraft: boolean }
	>(sql`
		select ${FILE}, f.sha256, f.initiative_id as "initiativeId",
			exists (select 1 from drafts d where d.id = f.draft_id and ${reachableDraft(actor)}) as "ofDraft"
		from files f where f.id = ${id}`);
	if (!file) throw notFound();
	if (file.ofDraft) return file;
	if (file.initiativeId === null) throw notFound();
	const facts = await loadFacts(db, actor, programmes, [file.initiativeId], now);
	if (!facts.get(file.initiativeId)?.mayRead) throw notFound();
	return file;
}
