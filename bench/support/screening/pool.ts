import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Answers, Task, ThreadSetting } from './thread.ts';

/** Threads of the bench; each does one task at a time. */
export class Pool {
	readonly #threads: Worker[];

	constructor(count: number, setting: ThreadSetting) {
		this.#threads = Array.from(
			{ length: count },
			() => new Worker(new URL('./thread.ts', import.meta.url), { workerData: setting }),
		);
	}

	/** The same task by every thread, at the same time. */
	async everywhere<Kind extends Task['task']>(
		task: (thread: number) => Extract<Task, { task: Kind }>,
	): Promise<Answers[Kind][]> {
		return Promise.all(this.#threads.map((thread, number) => ask(thread, task(number))));
	}

	/** Each task by whichever thread is free; answers come in the order of tasks. */
	async *each<Kind extends Task['task']>(
		tasks: readonly Extract<Task, { task: Kind }>[],
	): AsyncGenerator<Answers[Kind]> {
		const answers = tasks.map(() => Promise.withResolvers<Answers[Kind]>());
		for (const { promise } of answers) promise.catch(() => {});
		let [next, wanted] = [0, 0];
		let wake: (() => void)[] = [];
		const work = async (thread: Worker) => {
			while (next < tasks.length) {
				// Not too far ahead of who takes the answers: at two million texts they would fill the memory.
				while (next > wanted + 2 * this.#threads.length)
					await new Promise<void>((resolve) => wake.push(resolve));
				const number = next++;
				const task = tasks[number];
				if (task) await ask<Kind>(thread, task).then(answers[number]!.resolve, answers[number]!.reject);
			}
		};
		const working = this.#threads.map(work);
		for (; wanted < tasks.length; ) {
			const answer = await answers[wanted]!.promise;
			wanted++;
			for (const resolve of wake) resolve();
			wake = [];
			yield answer;
		}
		await Promise.all(working);
	}

	get size(): number {
		return this.#threads.length;
	}

	async close(): Promise<void> {
		await Promise.all(this.#threads.map((thread) => thread.terminate()));
	}
}

async function ask<Kind extends Task['task']>(
	thread: Worker,
	task: Extract<Task, { task: Kind }>,
): Promise<Answers[Kind]> {
	thread.postMessage(task);
	const [answer] = await once(thread, 'message');
	return answer as Answers[Kind];
}
