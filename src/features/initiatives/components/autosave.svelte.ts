import type { Issue } from '#platform/http/refusal.ts';
import type { Content } from '../schema.ts';

/** A pause in typing before a draft saves itself. */
const PAUSE_MS = 1_200;
const RETRY_MS = [3_000, 10_000, 30_000];

export type SaveStatus =
	| 'saved'
	/** Something was typed since. */
	| 'changed'
	| 'saving'
	/** The network or the portal did not answer: a copy stays in this browser, and saving is tried again. */
	| 'waiting'
	/** Another window saved in between. */
	| 'conflict'
	/** Not taken as it is: too long. */
	| 'refused'
	| 'signed_out';

interface Copy {
	version: number;
	content: Content;
}

interface Answer {
	version?: number;
	savedAt?: string;
	code?: string;
	errors?: Issue[];
}

/** Saves a draft by itself, one saving at a time; what could not be sent stays in the browser until it could. */
export class Autosave {
	status = $state<SaveStatus>('saved');
	savedAt = $state<Date>(new Date(0));
	version = $state(0);
	issues = $state.raw<readonly Issue[]>([]);
	/** What this browser kept of an earlier visit, when the portal has something newer. */
	copy = $state.raw<Content | null>(null);

	readonly #id: string;
	readonly #content: () => Content;
	#sent: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#failures = 0;
	#turn: Promise<boolean> = Promise.resolve(true);

	constructor(draft: { id: string; version: number; updatedAt: Date }, content: () => Content) {
		this.#id = draft.id;
		this.version = draft.version;
		this.savedAt = draft.updatedAt;
		this.#content = content;
		this.#sent = JSON.stringify(content());
	}

	/**
	 * What an earlier visit could not send, when nothing newer came in between; to be shown and then saved.
	 * Something newer makes it a choice: `copy`.
	 */
	restore(): Content | null {
		const kept = this.#kept();
		if (!kept || JSON.stringify(kept.content) === this.#sent) return null;
		if (kept.version === this.version) return kept.content;
		this.copy = kept.content;
		this.status = 'conflict';
		return null;
	}

	/** Tells that something may have been typed. */
	changed(): void {
		if (this.status === 'conflict' || JSON.stringify(this.#content()) === this.#sent) return;
		if (this.status !== 'waiting') this.status = 'changed';
		else this.#keep();
		this.#later(PAUSE_MS);
	}

	/** Saves now; answers whether everything typed is with the portal. */
	flush(): Promise<boolean> {
		clearTimeout(this.#timer);
		this.#turn = this.#turn.then(() => this.#save());
		return this.#turn;
	}

	/** Writes over what another window saved. */
	overwrite(): Promise<boolean> {
		this.status = 'changed';
		this.copy = null;
		this.#turn = this.#turn.then(() => this.#save(null));
		return this.#turn;
	}

	/** Drops what this browser kept. */
	forget(): void {
		try {
			localStorage.removeItem(this.#key);
		} catch {
			// A browser without storage has nothing to forget.
		}
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	get #key() {
		return `draft:${this.#id}`;
	}

	#later(ms: number) {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), ms);
	}

	async #save(version: number | null = this.version): Promise<boolean> {
		const content = this.#content();
		const text = JSON.stringify(content);
		if (text === this.#sent && version !== null) return this.status !== 'conflict';
		if (this.status === 'conflict') return false;
		this.status = 'saving';
		const response = await fetch(`/api/v1/drafts/${this.#id}`, {
			method: 'PUT',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ version, content }),
		}).catch(() => null);
		const answer: Answer = await (response?.json() ?? Promise.resolve({})).catch(() => ({}));
		if (response?.ok && answer.version !== undefined) return this.#took(text, answer);
		this.#keep();
		if (response?.status === 409) this.status = 'conflict';
		else if (response?.status === 401) this.status = 'signed_out';
		else if (response?.status === 422 || response?.status === 413) {
			this.status = 'refused';
			this.issues = answer.errors ?? [];
		} else {
			this.status = 'waiting';
			this.#later(RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)]!);
		}
		return false;
	}

	#took(text: string, answer: Answer): true {
		this.version = answer.version!;
		this.savedAt = new Date(answer.savedAt!);
		this.#sent = text;
		this.#failures = 0;
		this.issues = [];
		this.status = 'saved';
		this.forget();
		this.changed();
		return true;
	}

	#keep() {
		try {
			const copy: Copy = { version: this.version, content: this.#content() };
			localStorage.setItem(this.#key, JSON.stringify(copy));
		} catch {
			// Full or forbidden storage: the page itself still holds what was typed.
		}
	}

	#kept(): Copy | null {
		try {
			return JSON.parse(localStorage.getItem(this.#key) ?? 'null');
		} catch {
			return null;
		}
	}
}
