import { loadStart, startAction } from '../../(member)/nop/draft-pages.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => loadStart(event, '/nop-ho');

export const actions: Actions = { default: (event) => startAction(event, '/nop-ho') };
