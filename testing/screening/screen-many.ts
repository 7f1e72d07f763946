/** Screens a database in memory by one thread: a process for tests to kill. */
import { openDb } from '#platform/db/db.ts';
import { screenMany } from '#portal/screener/many.ts';

const db = openDb(process.env.DATABASE_URL!);
await screenMany(db, { threads: 1, now: () => new Date() });
await db.close();
