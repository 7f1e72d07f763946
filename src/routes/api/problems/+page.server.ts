import { problemCodes } from '#portal/web/problem.ts';
import type { PageServerLoad } from './$types';

/** Every stable code, for `type` of problem details to point at. */
export const load: PageServerLoad = () => ({ codes: problemCodes() });
