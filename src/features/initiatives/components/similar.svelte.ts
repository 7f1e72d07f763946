import type { SimilarInitiative } from '../queries/similar.ts';
import type { ScreenedFields } from '../rules/screened-text.ts';

/** A pause in typing before similar initiatives are asked for: shorter than that of saving, longer than between words. */
const PAUSE_MS = 700;
/** Two words are like everything; the portal is not asked about them. */
const LEAST_LETTERS = 10;

/** What is sent: the texts, and the initiative that is being mended. */
export interface Sought extends ScreenedFields {
	mends: string;
}

/** Looks for similar initiatives while somebody types; what was found stays in sight until there is an answer. */
export class SimilarSearch {
	found = $state.raw<readonly SimilarInitiative[]>([]);
	/** `empty`: too little is written to look for anything. */
	status = $state<'empty' | 'asking' | 'done' | 'failed'>('empty');

	readonly #sought: () => Sought;
	#settled: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#request: AbortController | undefined;

	/** @param found what the portal found as it made the page; null when it could not look */
	constructor(found: readonly SimilarInitiative[] | null, sought: () => Sought) {
		this.#sought = sought;
		this.#settled = JSON.stringify(sought());
		this.found = found ?? [];
		this.status = found === null ? 'failed' : tooLittle(sought()) ? 'empty' : 'done';
	}

	/** Tells that something may have been typed. */
	changed(): void {
		if (JSON.stringify(this.#sought()) === this.#settled) return;
		this.stop();
		this.#timer = setTimeout(() => void this.ask(), PAUSE_MS);
	}

	/** Asks now; an earlier question is not waited for. */
	async ask(): Promise<void> {
		this.stop();
		const sought = this.#sought();
		const body = JSON.stringify(sought);
		this.#settled = body;
		if (tooLittle(sought)) {
			this.found = [];
			this.status = 'empty';
			return;
		}
		this.status = 'asking';
		const request = new AbortController();
		this.#request = request;
		const answer = await answerTo(body, request.signal);
		if (request.signal.aborted) return;
		this.found = answer?.similar ?? [];
		this.status = answer ? 'done' : 'failed';
	}

	stop(): void {
		clearTimeout(this.#timer);
		this.#request?.abort();
	}
}

const tooLittle = ({ title, problem, solution, result }: ScreenedFields) =>
	`${title}${problem}${solution}${result}`.trim().length < LEAST_LETTERS;

async function answerTo(body: string, signal: AbortSignal): Promise<{ similar: SimilarInitiative[] } | null> {
	try {
		const response = await fetch('/api/v1/similar', {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body,
			signal,
		});
		return response.ok ? await response.json() : null;
	} catch {
		return null;
	}
}
