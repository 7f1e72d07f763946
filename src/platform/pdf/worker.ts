/** The entry of a process that makes one PDF. Started by `write.ts`. */
import { serveTask } from '#platform/excel/serve-task.ts';
import { compileDocument } from './compile.ts';

serveTask({ compileDocument });
