import { candidatesOf } from '#features/similarity/queries/candidates.ts';
import { QUICK } from '#features/similarity/queries/nearest.ts';
import { currentAligner } from '#features/similarity/queries/versions.ts';
import { findingPairs } from '#features/similarity/rules/finding.ts';
import { hashesIn } from '#features/similarity/rules/normalise.ts';
import { readConfig } from '#platform/config/config.ts';
import { type Db, sql } from '#platform/db/db.ts';
import { migrate } from '#platform/db/migrate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { fillDemo } from '#portal/demo.ts';
import { fillFacts } from '#portal/facts.ts';
import { openPortal } from '#portal/portal.ts';
import { sharedData } from '#testing/shared-data.ts';
import { Generator, type Role } from './screening/document.ts';
import { readSources } from './screening/prose.ts';

/** What somebody has written so far. */
export interface Typed {
	title: string;
	problem: string;
}

/** Makes a folder ready: facts, initiatives where there are none, and one for each text that a search would find. */
export async function prepareHints(db: Db, dataDir: string, url: string, count: number): Promise<void> {
	await migrate(db.pool);
	await migrateJobs(db.pool);
	const portal = openPortal(readConfig({ LOG_LEVEL: 'error' }, { dataDir, port: 0 }), url);
	try {
		await fillFacts(portal);
		const had = await db.first(sql`select 1 from initiatives limit 1`);
		if (!had)
			await fillDemo(portal, () => ({ update() {}, stop() {} }), (await textsAlone(db)) ? 100 : undefined);
	} finally {
		await portal.close();
	}
	if (!(await textsAlone(db))) return;
	for (const { title, problem } of await typedTexts(db, count)) {
		const aligner = await currentAligner(db);
		for (const text of [title, `${title}\n\n${problem}`]) {
			const pairs = findingPairs(aligner, aligner.side(hashesIn(text)));
			const found = await candidatesOf(db, pairs, { ...QUICK, top: 50 });
			await giveInitiatives(
				db,
				found.map(({ subject }) => subject),
			);
		}
	}
}

/** Whether the texts are those of a bench that has no initiatives behind them. */
async function textsAlone(db: Db): Promise<boolean> {
	const row = await db.first<{ alone: boolean }>(sql`
		select (select count(*) from similarity_texts) > 2 * (select count(*) from initiatives) + 1000 as alone`);
	return row!.alone;
}

/** Titles and problems: of the initiatives there are, or as the generator of the texts makes new ones. */
export async function typedTexts(db: Db, count: number): Promise<Typed[]> {
	if (!(await textsAlone(db)))
		return db.rows<Typed>(sql`select title, problem from initiatives where state = 'approved'
			order by md5(id::text) limit ${count}`);
	const folder = sharedData('');
	if (folder === null) throw new Error('the texts that this corpus was made of are not on this machine');
	const generator = new Generator(readSources(folder), 1);
	const { n } = (await db.first<{ n: number }>(sql`select count(*) as n from similarity_texts`))!;
	// Every third one is there already, the others are as new as what people write.
	return Array.from({ length: count }, (_, at) => {
		const { title, lines } = generator.document(at % 3 === 0 ? at * 97 : 2 * n + at);
		const body = lines.filter(({ role }) => role === ('body' satisfies Role)).map(({ text }) => text);
		return { title, problem: body.join(' ') };
	});
}

/** Approved ones, so that what is found is compared and shown; what they say does not matter. */
const giveInitiatives = (db: Db, ids: readonly number[]) =>
	db.rows(sql`
		insert into initiatives (id, programme_id, unit_id, phase_id, state, title, problem, solution, result,
			recognised_by, recognition_number, kind, created_by, submission_key, content_key, submitted_at, submitted_on,
			state_at, state_on, search)
		overriding system value
		select s.id, i.programme_id, i.unit_id, i.phase_id, i.state, i.title, i.problem, i.solution, i.result,
			i.recognised_by, i.recognition_number, i.kind, i.created_by, 'bench ' || s.id, int8send(s.id), i.submitted_at,
			i.submitted_on, i.state_at, i.state_on, i.search
		from unnest(${ids}::bigint[]) s(id), (select * from initiatives where state = 'approved' order by id limit 1) i
		on conflict do nothing`);
