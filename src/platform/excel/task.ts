import { annotateWorkbook } from './annotate.ts';
import { readWorkbook } from './read.ts';
import { writeWorkbook } from './write.ts';

/** What a worker thread can be asked for; arguments and answers are plain data. */
export const tasks = { readWorkbook, annotateWorkbook, writeWorkbook };

export type Tasks = typeof tasks;
export type TaskName = keyof Tasks;

/** What the thread sends back: an answer, or a refusal taken apart, for errors lose their class on the way. */
export type TaskReport =
	| { readonly answer: unknown }
	| { readonly code: string; readonly status: number; readonly params: Record<string, string | number> };
