import { loadForm, submitAction } from '../../draft-pages.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = loadForm;

export const actions: Actions = { default: submitAction };
