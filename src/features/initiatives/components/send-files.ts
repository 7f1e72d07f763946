import type { Issue } from '#platform/http/refusal.ts';
import type { FileRow } from '../queries/files.ts';

interface Sent {
	files: FileRow[];
	issues: Issue[];
}

/** Sends chosen files to a draft one by one; what was refused is told, the others stand. */
export async function sendFiles(draftId: string, purpose: string, chosen: Iterable<File>): Promise<Sent> {
	const sent: Sent = { files: [], issues: [] };
	for (const file of [...chosen]) {
		const body = new FormData();
		body.set('purpose', purpose);
		body.set('file', file);
		const response = await fetch(`/api/v1/drafts/${draftId}/files`, { method: 'POST', body }).catch(
			() => null,
		);
		if (response?.ok) sent.files.push(await response.json());
		else {
			const problem: { errors?: Issue[] } = await (response?.json() ?? Promise.resolve({})).catch(() => ({}));
			sent.issues.push(
				...(problem.errors ?? [{ field: purpose, code: 'file_not_sent', params: { name: file.name } }]),
			);
		}
	}
	return sent;
}

/** Takes a file off a draft; answers whether it is gone. */
export async function removeFile(draftId: string, fileId: string): Promise<boolean> {
	const response = await fetch(`/api/v1/drafts/${draftId}/files/${fileId}`, { method: 'DELETE' }).catch(
		() => null,
	);
	return response?.ok ?? false;
}
