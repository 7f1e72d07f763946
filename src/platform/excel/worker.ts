/** The entry of a worker process: one task, one report, end. Started by `in-worker.ts`. */
import { serveTask } from './serve-task.ts';
import { refusalOf } from './spreadsheet.ts';
import { tasks } from './task.ts';

serveTask(tasks, refusalOf);
