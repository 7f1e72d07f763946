import type { Actions, PageServerLoad } from './$types';
import { loadStart, startAction } from './draft-pages.server.ts';

export const load: PageServerLoad = (event) => loadStart(event, '/nop');

export const actions: Actions = { default: (event) => startAction(event, '/nop') };
