import { annotateWorkbook } from './annotate.ts';
import { readWorkbook } from './read.ts';
import { writeWorkbook } from './write.ts';

/** What a worker process can be asked for; arguments and answers are plain data. */
export const tasks = { readWorkbook, annotateWorkbook, writeWorkbook };

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;

/** What the process sends back: an answer, a refusal taken apart (errors lose their class on the way), or a fault. */
export type TaskReport =
	| { readonly answer: unknown }
	| { readonly fault: Error }
	| { readonly code: string; readonly status: number; readonly params: Record<string, string | number> };
