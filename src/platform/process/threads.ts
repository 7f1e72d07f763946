import { Worker } from 'node:worker_threads';

/** So many tasks wait at each thread: enough that none stands idle, few enough that answers do not pile up. */
const AHEAD = 4;

/** Threads of one kind that answer each message with one. */
export class Threads<Task, Answer> {
	#threads: { worker: Worker; waiting: PromiseWithResolvers<Answer>[] }[];

	/** @param file the thread's program @param workerData what each is told at its start */
	constructor(count: number, file: URL, workerData?: unknown) {
		this.#threads = Array.from({ length: count }, () => {
			const worker = new Worker(file, { workerData });
			const waiting: PromiseWithResolvers<Answer>[] = [];
			worker.on('message', (answer: Answer) => waiting.shift()?.resolve(answer));
			worker.on('error', (error) => {
				for (const { reject } of waiting.splice(0)) reject(error);
			});
			return { worker, waiting };
		});
	}

	/** Tasks by all threads in turn; answers come in the order of tasks. */
	async *each(tasks: Iterable<Task>): AsyncGenerator<Answer> {
		const answers: Promise<Answer>[] = [];
		let next = 0;
		for (const task of tasks) {
			answers.push(this.#ask(next++ % this.#threads.length, task));
			if (answers.length === AHEAD * this.#threads.length) yield await answers.shift()!;
		}
		while (answers.length > 0) yield await answers.shift()!;
	}

	#ask(thread: number, task: Task): Promise<Answer> {
		const { worker, waiting } = this.#threads[thread]!;
		const answer = Promise.withResolvers<Answer>();
		// Who asked may have given up because of an earlier answer.
		answer.promise.catch(() => {});
		waiting.push(answer);
		worker.postMessage(task);
		return answer.promise;
	}

	async close(): Promise<void> {
		await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
	}
}
