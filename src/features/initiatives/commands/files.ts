import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Actor } from '#features/people/rules.ts';
import { type Db, sql, type Tx } from '#platform/db/db.ts';
import type { FileStore } from '#platform/files/store.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { clean } from '#platform/text/fold.ts';
import { loadDraft } from '../queries/drafts.ts';
import type { FilePurpose, FileRow } from '../queries/files.ts';
import { fileKind, MEDIA_TYPES } from '../rules/file-types.ts';
import { FILE_MAX_BYTES, FILES_MAX } from '../schema.ts';

/** Longest edge of a kept photo, in pixels: more shows nothing more on a screen or an A4 page. */
const EDGE = 1600;
/** A photo of more pixels than any phone makes is a way to fill the memory. */
const PIXELS_MAX = 120_000_000;

const refused = (purpose: FilePurpose, code: string, name: string, params = {}) =>
	new Refusal('invalid', { issues: [{ field: purpose, code, params: { name, ...params } }] });

/**
 * Keeps a file with a draft. Photos are turned upright, made no larger than 1600 px and written anew without
 * EXIF, so that no place or device travels with them; documents are kept as they are.
 * @throws Refusal `not_found`; `invalid` with `file_type`, `file_too_big`, `file_unreadable`, `files_too_many`
 */
export async function addFile(
	db: Db,
	store: FileStore,
	actor: Actor,
	draftId: string,
	purpose: FilePurpose,
	file: { name: string; bytes: Uint8Array },
	now: Date,
): Promise<FileRow> {
	const name = clean(file.name).replace(/\n/g, ' ').slice(0, 200) || purpose;
	await loadDraft(db, actor, draftId);
	const kept = await readFile(file.bytes, purpose, name);
	const sha256 = await store.put(kept.bytes);
	const row = { id: randomUUID(), purpose, name, mediaType: kept.mediaType, bytes: kept.bytes.byteLength };
	await db.transaction(async (tx) => {
		await loadDraft(tx, actor, draftId, { lock: true });
		const count = await tx.first<{ n: number }>(
			sql`select count(*) as n from files where draft_id = ${draftId}`,
		);
		if (count!.n >= FILES_MAX) throw refused(purpose, 'files_too_many', name, { max: FILES_MAX });
		await tx.rows(sql`insert into files (id, draft_id, purpose, name, media_type, bytes, sha256, created_by, created_at)
			values (${row.id}, ${draftId}, ${purpose}, ${name}, ${row.mediaType}, ${row.bytes}, ${sha256},
				${actor.accountId}, ${now})`);
	});
	return row;
}

async function readFile(bytes: Uint8Array, purpose: FilePurpose, name: string) {
	if (bytes.byteLength > FILE_MAX_BYTES)
		throw refused(purpose, 'file_too_big', name, { max: FILE_MAX_BYTES / 1_000_000 });
	const kind = fileKind(bytes);
	if (kind === null || (purpose === 'photo' && kind !== 'image'))
		throw refused(purpose, purpose === 'photo' ? 'photo_type' : 'file_type', name);
	if (kind !== 'image') return { bytes, mediaType: MEDIA_TYPES[kind] };
	try {
		const image = sharp(bytes, { limitInputPixels: PIXELS_MAX, failOn: 'error' })
			.rotate()
			.resize(EDGE, EDGE, { fit: 'inside', withoutEnlargement: true });
		const jpeg = bytes[0] === 0xff;
		const written = await (jpeg ? image.jpeg({ quality: 82 }) : image.webp({ quality: 85 })).toBuffer();
		return { bytes: written, mediaType: jpeg ? 'image/jpeg' : 'image/webp' };
	} catch {
		throw refused(purpose, 'file_unreadable', name);
	}
}

/** Takes a file off a draft; what is not there any more is no error. */
export async function removeFile(tx: Tx, actor: Actor, draftId: string, fileId: string): Promise<void> {
	await loadDraft(tx, actor, draftId, { lock: true });
	await tx.rows(sql`delete from files where draft_id = ${draftId} and id::text = ${fileId}`);
}

/** Gives a draft the files of an initiative, so that mending or submitting anew starts with them. */
export async function copyFiles(tx: Tx, from: number, draftId: string): Promise<void> {
	await tx.rows(sql`insert into files (id, draft_id, purpose, name, media_type, bytes, sha256, created_by, created_at)
		select gen_random_uuid(), ${draftId}, purpose, name, media_type, bytes, sha256, created_by, created_at
		from files where initiative_id = ${from}`);
}

/** An initiative's files are from now on those of the draft. */
export async function moveFiles(tx: Tx, draftId: string, to: number): Promise<void> {
	await tx.rows(sql`delete from files where initiative_id = ${to}`);
	await tx.rows(sql`update files set initiative_id = ${to}, draft_id = null where draft_id = ${draftId}`);
}
