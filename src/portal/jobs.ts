import type { TaskList } from 'graphile-worker';
import { tendImports } from '#features/initiatives/commands/import/retention.ts';
import { runImportTask } from '#features/initiatives/jobs.ts';
import { RUN_IMPORT } from '#features/initiatives/rules/import.ts';
import { MAIL_NOTICE } from '#features/notifications/commands.ts';
import { mailNoticeTask } from '#features/notifications/jobs.ts';
import { MAIL_REPORT, sendDueReports } from '#features/reports/commands.ts';
import { mailReportTask } from '#features/reports/jobs.ts';
import { foldTallies } from '#features/statistics/commands/fold.ts';
import { takeDueSnapshot } from '#features/statistics/commands/take-due-snapshots.ts';
import { localDate } from '#platform/clock/clock.ts';
import { readMessages } from '#platform/i18n/read-messages.ts';
import { translator } from '#platform/i18n/translate.ts';
import { every, migrateJobs, runJobs, unlockAll } from '#platform/jobs/jobs.ts';
import type { Mail } from '#platform/mail/mail.ts';
import type { Portal } from './portal.ts';
import { startScreener } from './screener/screener.ts';
import { refreshTree } from './tree.ts';

/** Figures follow events within this time. */
const FOLD_MS = 400;
const TREE_MS = 60_000;
const SNAPSHOTS_MS = 60_000;
const REPORTS_MS = 60_000;
/** A crash interrupts an import for this long at most, and the time until its silence is noticed. */
const IMPORTS_MS = 10_000;

/**
 * Starts what runs beside the web in the same process – queued jobs, folding of tallies, the tree's new day – and
 * the screener, which has one of its own.
 */
export async function startJobs(portal: Portal): Promise<{ stop(): Promise<void> }> {
	const { db, log } = portal;
	await migrateJobs(db.pool);
	// The embedded database has one owner, so what is locked was locked by one that was killed.
	if (portal.config.databaseUrl === null) await unlockAll(db.pool);
	const tasks: TaskList = {
		send_mail: (payload) => portal.mail.send(payload as Mail),
		[RUN_IMPORT]: runImportTask(portal),
		[MAIL_REPORT]: mailReportTask({
			...portal,
			publicUrl: portal.config.publicUrl,
			translate: (locale) => translator(locale, readMessages(locale)),
		}),
		[MAIL_NOTICE]: mailNoticeTask({ ...portal, publicUrl: portal.config.publicUrl }),
	};
	const runner = await runJobs(db.pool, tasks, log);
	const folding = every(FOLD_MS, 'folding', async () => (await db.transaction(foldTallies)) > 0, log);
	let treeOf = '';
	const tree = every(
		TREE_MS,
		'tree',
		async () => {
			const today = localDate(portal.clock.now());
			if (today !== treeOf) await db.transaction((tx) => refreshTree(tx, today));
			treeOf = today;
			return false;
		},
		log,
	);
	const imports = every(
		IMPORTS_MS,
		'tending imports',
		async () => (await tendImports(db, portal.clock.now())) > 0,
		log,
	);
	const snapshots = every(
		SNAPSHOTS_MS,
		'taking snapshots',
		async () => {
			const taken = await takeDueSnapshot(db, portal.clock.now());
			if (taken) log.info(taken, 'snapshot taken');
			return taken !== null;
		},
		log,
	);
	const reports = every(
		REPORTS_MS,
		'sending reports',
		async () => {
			const sent = await sendDueReports(db, portal.clock.now());
			if (sent > 0) log.info({ sent }, 'reports put in the queue');
			return false;
		},
		log,
	);
	const screener = portal.config.screeningThreads === 0 ? { async stop() {} } : startScreener(portal);
	return {
		async stop() {
			const tasks = [runner, folding, tree, imports, snapshots, reports, screener];
			await Promise.all(tasks.map((task) => task.stop()));
		},
	};
}
