import { type ActionFailure, fail } from '@sveltejs/kit';
import { type Issue, isRefusal } from '#platform/http/refusal.ts';

/** What a form shows again after a refusal: what is wrong, where, and everything that was typed. */
export interface Refused<Values> {
	code: string;
	params: Record<string, string | number>;
	issues: readonly Issue[];
	values: Values;
}

/**
 * Runs a form action's verb; a refusal becomes the form again with its issues and values, a fault stays one.
 * Redirects pass through.
 */
export async function tryAction<T, Values>(
	values: Values,
	work: () => Promise<T>,
): Promise<T | ActionFailure<Refused<Values>>> {
	try {
		return await work();
	} catch (error) {
		if (!isRefusal(error)) throw error;
		const { code, params, issues, status } = error;
		return fail(status, { code, params, issues, values });
	}
}
