/** The entry of a worker process: reads one list and ends. Started by `worker-process.ts`. */
import { serveTask } from '#platform/excel/serve-task.ts';
import { readList } from './reading.ts';

serveTask({ readList });
