import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { type Db, sql, type Tx } from '#platform/db/db.ts';
import { Aligner } from '../rules/align.ts';
import { type Model, SHIPPED_MODEL } from '../rules/model.ts';
import { SequenceSet, type Statistics } from '../rules/statistics.ts';

const unpack = promisify(inflate);

/** Versions change a few times a day at most: looked for this often. */
const LOOK_MS = 2_000;
const kept = new WeakMap<object, { at: number; version: number; aligner: Promise<Aligner> }>();

/**
 * The statistics that evidence is measured with now. Kept in memory per database, 16 MB, and at most two seconds
 * behind: enough for hints and for writing, since a search finds whatever either version indexed.
 */
export async function currentStatistics(db: Db | Tx): Promise<Statistics> {
	return (await currentAligner(db)).statistics;
}

/** Compares texts by the current statistics, as above. */
export async function currentAligner(db: Db | Tx): Promise<Aligner> {
	const entry = kept.get(db.home);
	if (entry && Date.now() - entry.at < LOOK_MS) return entry.aligner;
	return alignerAsOf(db);
}

/** The same as the transaction, or this moment, sees it: for results that name their version. */
export async function alignerAsOf(db: Db | Tx): Promise<Aligner> {
	const current = await db.first<{ version: number }>(
		sql`select version from similarity_versions where current`,
	);
	const { version } = current!;
	const entry = kept.get(db.home);
	if (entry?.version === version) {
		entry.at = Date.now();
		return entry.aligner;
	}
	const loading = load(db);
	const aligner = loading.then((statistics) => new Aligner(statistics));
	kept.set(db.home, { at: Date.now(), version, aligner });
	try {
		// Another one may have come between the two reads.
		kept.set(db.home, { at: Date.now(), version: (await loading).version, aligner });
	} catch (error) {
		kept.delete(db.home);
		throw error;
	}
	return aligner;
}

async function load(db: Db | Tx): Promise<Statistics> {
	const row = await db.first<{
		version: number;
		documents: number;
		levels: Buffer;
		boilerplate: Buffer;
		model: Model | null;
	}>(sql`select version, documents, levels, boilerplate, model from similarity_versions where current`);
	const { version, documents, boilerplate, model } = row!;
	const levels = row!.levels.length > 0 ? await unpack(row!.levels) : null;
	return {
		version,
		documents,
		level: levels ? (bucket) => levels[bucket]! : () => 0,
		boilerplate: new SequenceSet(wordsOf(boilerplate)),
		model: model ?? SHIPPED_MODEL,
	};
}

function wordsOf(bytes: Buffer): Uint32Array {
	return Uint32Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readUInt32LE(at * 4));
}
