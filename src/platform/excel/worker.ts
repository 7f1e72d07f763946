/** The entry of a worker thread: one task, one report, end. Started by `in-worker.ts`. */
import { serveTask } from './serve-task.ts';
import { refusalOf } from './spreadsheet.ts';
import { tasks } from './task.ts';

await serveTask(tasks, refusalOf);
