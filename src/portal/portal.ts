import path from 'node:path';
import { type Clock, systemClock } from '#platform/clock/clock.ts';
import type { Config } from '#platform/config/config.ts';
import { type Db, openDb } from '#platform/db/db.ts';
import { type FileStore, localFileStore } from '#platform/files/store.ts';
import { createLogger, type Logger } from '#platform/log/log.ts';
import { createMailer, type Mailer } from '#platform/mail/mail.ts';

/** What a process of the portal has, put together once; routes, jobs and commands are given it. */
export interface Portal {
	config: Config;
	db: Db;
	files: FileStore;
	mail: Mailer;
	clock: Clock;
	log: Logger;
	/** Closes what `openPortal` opened; the database server is its starter's business. */
	close(): Promise<void>;
}

export function openPortal(config: Config, databaseUrl: string, clock: Clock = systemClock): Portal {
	const log = createLogger(config.logLevel);
	const db = openDb(databaseUrl);
	return {
		config,
		db,
		files: localFileStore(path.join(config.dataDir, 'files')),
		mail: createMailer({
			smtpUrl: config.smtpUrl,
			from: config.mailFrom,
			folder: path.join(config.dataDir, 'mail'),
			log,
		}),
		clock,
		log,
		close: () => db.close(),
	};
}

// The web pages are bundled apart from the program that starts them; this is the one seam between the two.
const SEAM = Symbol.for('sangkien.portal');

export function offerPortal(portal: Portal): void {
	(globalThis as Record<symbol, unknown>)[SEAM] = portal;
}

/** The portal of this process, in the web bundle. */
export function thePortal(): Portal {
	const portal = (globalThis as Record<symbol, unknown>)[SEAM];
	if (!portal) throw new Error('the web pages run inside `sangkien start`');
	return portal as Portal;
}
