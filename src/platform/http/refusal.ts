/** One thing wrong with what a person sent: where, and a stable code with parameters for its sentence. */
export interface Issue {
	/** Where: a form field (`applied_on`), a path in it (`authors.1.share`), or '' for the whole. */
	readonly field: string;
	/** Stable code, also the locale key `errors.<code>`. */
	readonly code: string;
	readonly params?: Record<string, string | number>;
}

/**
 * A request that the portal declines for a reason the person can understand and often mend.
 * Translated at the edge: RFC 9457 problem details in the API, a message beside the field in a form.
 */
export class Refusal extends Error {
	readonly code: string;
	readonly status: number;
	readonly params: Record<string, string | number>;
	readonly issues: readonly Issue[];

	constructor(
		code: string,
		options: { status?: number; params?: Record<string, string | number>; issues?: readonly Issue[] } = {},
	) {
		super(code);
		this.name = 'Refusal';
		this.code = code;
		this.status = options.status ?? 422;
		this.params = options.params ?? {};
		this.issues = options.issues ?? [];
	}
}

/** What does not exist and what is outside the reader's reach answer alike. */
export const notFound = () => new Refusal('not_found', { status: 404 });

/** Refuses with every issue at once, or does nothing when there is none. */
export function refuseIfAny(issues: readonly Issue[]): void {
	if (issues.length > 0) throw new Refusal('invalid', { issues });
}

/**
 * Whether an error is a refusal. By name: the web pages are bundled, so a refusal may come from the other copy
 * of this class.
 */
export function isRefusal(error: unknown): error is Refusal {
	return error instanceof Error && error.name === 'Refusal';
}
