/** The entry of a worker thread: reads one list and ends. Started by `thread.ts`. */
import { serveTask } from '#platform/excel/serve-task.ts';
import { readList } from './reading.ts';

await serveTask({ readList });
