import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Refusal } from '#platform/http/refusal.ts';
import { damaged, readTar, type TarMember } from './tar.ts';

/** Raised when an older program could not read what a newer one writes. */
export const FORMAT = 1;

export const MANIFEST = 'manifest.json';
/** Digest of the manifest in the form of `sha256sum`; the last member, so what lacks it is not complete. */
export const SEAL = 'manifest.sha256';

const manifest = z.object({
	format: z.number(),
	createdAt: z.string(),
	postgres: z.string(),
	/** Migrations that the schema of these tables is made by. */
	migrations: z.array(z.string()),
	/** In an order in which each stands after those it refers to. */
	tables: z.array(
		z.object({
			name: z.string(),
			columns: z.array(z.string()),
			rows: z.number(),
			/** sha256 of each piece; member names are made from their place. */
			pieces: z.array(z.string()),
		}),
	),
	jobs: z.string(),
	files: z.object({
		count: z.number(),
		bytes: z.number(),
		/** Named by the database but not in the store when the backup was made. */
		missing: z.array(z.string()),
	}),
});
export type Manifest = z.infer<typeof manifest>;

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** `tables/initiatives/00001.copy.gz`: the text format of COPY, cut anywhere, each piece packed on its own. */
export const pieceName = (table: string, index: number): string =>
	`tables/${table}/${String(index + 1).padStart(5, '0')}.copy.gz`;

export const JOBS = 'jobs.json';

/** `files/ab/abcd…`: named by what is in them, as in the store. */
export const fileName = (hex: string): string => `files/${hex.slice(0, 2)}/${hex}`;

/** The digest that a file's name states, or null when the member is no file of the store. */
export const fileDigest = (name: string): string | null =>
	/^files\/..\/([0-9a-f]{64})$/.exec(name)?.[1] ?? null;

/**
 * Reads a whole archive and holds every member against its digest, without touching anything else.
 * @throws Refusal `backup_missing`, `backup_damaged`, `backup_incomplete`, `backup_newer`
 */
export async function checkBackup(path: string, onMember: () => void = () => {}): Promise<Manifest> {
	const found = new Map<string, string>();
	let files = 0;
	let text: Buffer | undefined;
	let seal: string | undefined;
	try {
		for await (const member of readTar(path)) {
			const digest = await readMember(member);
			if (member.name === MANIFEST) text = await member.bytes();
			else if (member.name === SEAL) seal = (await member.bytes()).toString();
			else if (fileDigest(member.name)) files++;
			else found.set(member.name, digest);
			onMember();
		}
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT')
			throw new Refusal('backup_missing', { params: { path } });
		throw error;
	}
	if (!text || !seal) throw new Refusal('backup_incomplete');
	if (seal !== `${sha256(text)}  ${MANIFEST}\n`) throw damaged(MANIFEST);
	const stated = JSON.parse(text.toString()) as { format: number };
	if (stated.format > FORMAT) throw new Refusal('backup_newer');
	const whole = manifest.parse(stated);
	for (const [name, digest] of statedMembers(whole)) if (found.get(name) !== digest) throw damaged(name);
	if (files !== whole.files.count) throw damaged('files/');
	return whole;
}

async function readMember(member: TarMember): Promise<string> {
	const digest = sha256(await member.bytes());
	const named = fileDigest(member.name);
	if (named && named !== digest) throw damaged(member.name);
	return digest;
}

function statedMembers({ tables, jobs }: Manifest): [string, string][] {
	const pieces = tables.flatMap(({ name, pieces }) =>
		pieces.map((digest, index): [string, string] => [pieceName(name, index), digest]),
	);
	return [...pieces, [JOBS, jobs]];
}
