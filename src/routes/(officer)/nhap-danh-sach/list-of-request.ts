import { loadImport } from '#features/initiatives/queries/imports.ts';
import { programmeById } from '#features/programmes/queries.ts';
import { signedIn } from '#portal/web/endpoint.ts';

/** The person's list that a request names, with its programme: where each step's page and actions begin. */
export async function listOfRequest({ locals, params }: { locals: App.Locals; params: { id: string } }) {
	const { portal, locale } = locals;
	const actor = signedIn(locals.actor);
	const list = await loadImport(portal.db, actor, params.id);
	const programme = (await programmeById(portal.db, list.programmeId))!;
	const destination = { programme, unitId: list.unitId };
	return { portal, db: portal.db, now: portal.clock.now(), locale, actor, list, programme, destination };
}
