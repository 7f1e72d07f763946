import type { Actor } from '#features/people/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import { beginCascade } from '#features/targets/commands/cascades.ts';
import { publishTargets } from '#features/targets/commands/publish.ts';
import type { CascadeSettings } from '#features/targets/schema.ts';
import { localDate } from '#platform/clock/clock.ts';
import type { Db } from '#platform/db/db.ts';

/** Makers of a target of the grassroots unit A1, and of one being handed down from the province A. */
export function accessTargets(
	db: Db,
	reviewer: Actor,
	programme: Programme,
	unit: (code: string) => number,
	why: string,
) {
	let made = 0;
	const assign = async () => {
		const asked = {
			unitId: unit('A1'),
			phaseId: null,
			quarter: null,
			kind: 'assigned',
			number: ++made,
		} as const;
		const occasion = { unitId: unit('A'), origin: 'hand', why } as const;
		const { publicationId } = await db.transaction((tx) =>
			publishTargets(tx, reviewer, programme, [asked], occasion, new Date()),
		);
		return String(publicationId);
	};
	const handDown = () => {
		const settings: CascadeSettings = {
			method: 'divide',
			total: ++made,
			rate: 100,
			memberShare: 100,
			membersOn: localDate(new Date()),
			pastProgrammeId: null,
			pastPhaseId: null,
			minimum: 0,
			step: 1,
			levels: 1,
			why,
		};
		return db.transaction((tx) =>
			beginCascade(
				tx,
				reviewer,
				programme,
				unit('A'),
				{ phaseId: null, quarter: null },
				settings,
				new Date(),
			),
		);
	};
	return { assign, handDown };
}
