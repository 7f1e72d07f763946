import { createDraft } from '#features/initiatives/commands/drafts.ts';
import { emptyContent } from '#features/initiatives/schema.ts';
import { createToken } from '#features/people/commands.ts';
import type { Actor } from '#features/people/rules.ts';
import { addDays } from '#platform/clock/clock.ts';
import { type Db, openDb } from '#platform/db/db.ts';
import { migrate } from '#platform/db/migrate.ts';
import { migrateJobs } from '#platform/jobs/jobs.ts';
import { createLogger } from '#platform/log/log.ts';
import { attachPostgres } from '#platform/postgres/postgres.ts';
import { makePerson, makeProgramme, makeUnits, TODAY } from '../world.ts';

export const PROGRAMME = 'crash';
export const UNIT = 'CS-1';

/** Someone with a token of theirs. */
export interface Caller {
	actor: Actor;
	token: string;
}

export interface CrashWorld {
	members: Caller[];
	officer: Caller;
	reviewer: Caller;
	/** A draft of each member, by member. */
	drafts: string[];
	unitId: number;
}

/** Fills the database of a data folder with a small tree, a programme and people with tokens, and leaves it stopped. */
export async function prepareWorld(dataDir: string, members: number): Promise<CrashWorld> {
	const server = await attachPostgres({ dataDir, log: createLogger('silent') });
	const db = openDb(server.url);
	try {
		await migrate(db.pool);
		await migrateJobs(db.pool);
		return await fill(db, members);
	} finally {
		await db.close();
		await server.stop();
	}
}

async function fill(db: Db, size: number): Promise<CrashWorld> {
	const units = await makeUnits(db, [
		['TINH', 'TLD', 'provincial_federation'],
		[UNIT, 'TINH', 'grassroots'],
	]);
	const unitId = units.get(UNIT)!.id;
	const programme = await makeProgramme(db, { code: PROGRAMME });
	const caller = async (actor: Actor): Promise<Caller> => {
		const { token } = await db.transaction((tx) => createToken(tx, actor.accountId, 'crash', 30, new Date()));
		return { actor, token };
	};
	const members: Caller[] = [];
	const drafts: string[] = [];
	for (let index = 0; index < size; index++) {
		const actor = await makePerson(db, 'member', unitId);
		members.push(await caller(actor));
		drafts.push(await db.transaction((tx) => createDraft(tx, actor, programme, 'self', new Date())));
	}
	const officer = await caller(await makePerson(db, 'officer', unitId));
	const reviewer = await caller(await makePerson(db, 'reviewer', units.get('TINH')!.id));
	return { members, officer, reviewer, drafts, unitId };
}

/** What a person types for an initiative that passes every rule. */
export function typed(title: string, author: string) {
	const { unit: _unit, ...rest } = emptyContent();
	return {
		...rest,
		title,
		group: 'cong-nhan',
		field: 'ky-thuat',
		problem: 'Mỗi khung phải tháo kẹp bốn lần, mất 6 phút.',
		solution: 'Làm bàn gá quay 360 độ, khóa bằng chốt lò xo.',
		result: 'Mỗi khung còn 3 phút, không còn lệch mối hàn.',
		benefit: '120 triệu/năm',
		appliedOn: addDays(TODAY, -200),
		recognisedBy: 'Hội đồng sáng kiến',
		authors: [{ name: author, share: '', login: '', namePublic: true }],
	};
}
