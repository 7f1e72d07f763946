import type { z } from 'zod';
import { type Issue, Refusal } from './refusal.ts';

type Problem = z.core.$ZodIssue;

/**
 * What `input` is under a schema, or a refusal with every issue at the place where it is.
 * @throws Refusal `invalid` (422)
 */
export function validate<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
	const result = schema.safeParse(input);
	if (result.success) return result.data;
	throw new Refusal('invalid', { issues: result.error.issues.map(toIssue) });
}

function toIssue(problem: Problem): Issue {
	const field = problem.path.join('.');
	if (problem.code === 'too_big')
		return { field, code: 'too_long', params: { max: Number(problem.maximum) } };
	if (problem.code === 'too_small')
		return { field, code: 'too_short', params: { min: Number(problem.minimum) } };
	if (problem.code === 'invalid_type' && problem.input === undefined) return { field, code: 'value_missing' };
	return { field, code: 'value_invalid' };
}
