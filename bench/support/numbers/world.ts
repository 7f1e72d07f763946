import { demoProgramme } from '#database/facts/programmes.ts';
import { createToken } from '#features/people/commands.ts';
import { programmeByCode } from '#features/programmes/queries.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import { type Db, openDb, sql } from '#platform/db/db.ts';
import { migrate } from '#platform/db/migrate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { openProgramme } from '#portal/facts.ts';
import { makePerson } from '#testing/world.ts';

/** The programme that `sangkien bench data` fills. */
export const PROGRAMME = '1trieu';

/** Runs some work on the database of a generated folder, which no portal uses. */
export async function onFolder<T>(dataDir: string, work: (db: Db) => Promise<T>): Promise<T> {
	const server = await attachPostgres({ dataDir, log: createLogger('silent') });
	const db = openDb(server.url);
	try {
		await migrate(db.pool);
		await migrateJobs(db.pool);
		return await work(db);
	} finally {
		await db.close();
		await server.stop();
	}
}

export async function theProgramme(db: Db): Promise<Programme> {
	return (await programmeByCode({ rows: db.rows, first: db.first }, PROGRAMME))!;
}

/** How many initiatives the folder was made with. */
export async function sizeOf(db: Db): Promise<number> {
	return (await db.first<{ n: number }>(sql`select initiatives as n from bench.made`))!.n;
}

export interface Sender {
	token: string;
	name: string;
	unit: string;
}

/** Opens the demonstration programme and lets members of some workplaces submit to it. */
export async function openForSubmissions(db: Db, count: number): Promise<Sender[]> {
	const today = localDate(new Date());
	await db.transaction((tx) => openProgramme(tx, demoProgramme(today)));
	const units = await db.rows<{ id: number; code: string }>(sql`select u.id, u.code from units u
		join unit_today t on t.unit_id = u.id where t.kind = 'grassroots' and t.ended_on is null
			and not exists (select 1 from unit_today below where below.parent_id = u.id)
		order by md5(u.code) limit ${count}`);
	const senders: Sender[] = [];
	for (const { id, code } of units) {
		const person = await makePerson(db, 'member', id);
		const { token } = await db.transaction((tx) =>
			createToken(tx, person.accountId, 'bench', 30, new Date()),
		);
		senders.push({ token, name: person.name, unit: code });
	}
	return senders;
}
