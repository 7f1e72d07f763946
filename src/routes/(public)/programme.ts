import { currentProgramme, listProgrammes } from '#features/programmes/queries.ts';
import { namedProgramme } from '#features/programmes/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';

/**
 * The programme that an address names by `chuong-trinh`, else the current one; undefined when there is none yet.
 * @throws Refusal `not_found` for a code that names nothing
 */
export async function programmeOf(db: Reader, query: URLSearchParams): Promise<Programme | undefined> {
	const code = query.get('chuong-trinh');
	if (!code) return currentProgramme(db);
	const programme = (await listProgrammes(db)).find((each) => each.code === code);
	if (!programme) throw notFound();
	return programme;
}

/** What pages show of every programme. */
export async function programmeChoices(db: Reader) {
	return (await listProgrammes(db)).map(namedProgramme);
}

/** The last of a programme's campaigns that the given days touch. */
export function campaignAmong(programme: Programme, days: readonly { day: string }[]) {
	const [first, last] = [days[0]?.day ?? '', days.at(-1)?.day ?? ''];
	const campaign = programme.campaigns.findLast(({ from, to }) => from <= last && to >= first);
	return campaign && { from: campaign.from, to: campaign.to, name: campaign.name };
}
