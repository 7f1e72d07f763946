import path from 'node:path';

/** How the program runs; from the environment and the command line, read once at the start. */
export interface Config {
	/** Folder of the embedded database, files and outgoing mail. */
	dataDir: string;
	/** An external PostgreSQL ≥ 15, or null for the embedded one. */
	databaseUrl: string | null;
	port: number;
	host: string;
	/** Address that mails link to, without a slash at the end. */
	publicUrl: string;
	/** `smtp://…`; without it mails are kept in the data folder and named in the log. */
	smtpUrl: string | null;
	mailFrom: string;
	/** A proxy in front sets x-forwarded-proto and x-forwarded-for; without one they are ignored. */
	trustProxy: boolean;
	logLevel: string;
	/** Threads that screen many texts at once, at a lower priority; 0: nothing is screened beside this process. */
	screeningThreads: number;
}

export const DEFAULT_PORT = 3000;

/** Reads the configuration; `overrides` are what the command line says. */
export function readConfig(
	env: NodeJS.ProcessEnv,
	overrides: Partial<Pick<Config, 'dataDir' | 'port'>> = {},
): Config {
	const port = overrides.port ?? Number(env.PORT ?? DEFAULT_PORT);
	if (!Number.isInteger(port) || port < 0 || port > 65_535)
		throw new Error(`not a port: ${env.PORT ?? port}`);
	const screeningThreads = Number(env.SCREENING_THREADS ?? 2);
	if (!Number.isInteger(screeningThreads) || screeningThreads < 0 || screeningThreads > 64)
		throw new Error(`not a number of threads: ${env.SCREENING_THREADS}`);
	return {
		dataDir: path.resolve(overrides.dataDir ?? env.SANGKIEN_DATA ?? 'data'),
		databaseUrl: env.DATABASE_URL || null,
		port,
		host: env.HOST ?? '0.0.0.0',
		publicUrl: (env.PUBLIC_URL ?? `http://localhost:${port}`).replace(/\/$/, ''),
		smtpUrl: env.SMTP_URL || null,
		mailFrom: env.MAIL_FROM ?? 'Cổng sáng kiến <khong-tra-loi@localhost>',
		trustProxy: env.TRUST_PROXY === '1',
		logLevel: env.LOG_LEVEL ?? 'info',
		screeningThreads,
	};
}
