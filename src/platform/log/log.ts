import { type Logger, pino } from 'pino';

export type { Logger };

/** JSON lines on standard error; standard output belongs to what a command answers. */
export function createLogger(level: string): Logger {
	return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}
