import { PAGE_SIZE, type Place, type Search } from '#features/initiatives/queries/search.ts';
import { listProgrammes } from '#features/programmes/queries.ts';
import { unitByCode } from '#features/units/queries.ts';
import { isLocalDate } from '#platform/clock/clock.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';

const QUERY_MAX = 300;

/** What is searched for, by codes. */
export interface Asked {
	query: string;
	/** Codes; empty for all. */
	programme: string;
	field: string;
	unit: string;
	/** What was typed to find a unit, without JavaScript. */
	unitQuery: string;
	page: number;
	/** `yyyy-mm-dd_id` of the row before the page of the newest ones. */
	after: string;
}

/** Reads a search from the address of the page. */
export function askedOf(query: URLSearchParams): Asked {
	const text = (name: string) => (query.get(name) ?? '').trim().slice(0, QUERY_MAX);
	return {
		query: text('q'),
		programme: text('chuong-trinh'),
		field: text('linh-vuc'),
		unit: text('don-vi'),
		unitQuery: text('don-vi_query'),
		page: Math.max(1, Math.trunc(Number(text('trang'))) || 1),
		after: text('sau'),
	};
}

/**
 * The search with its codes resolved, and what they name. A field belongs to one programme and counts only with it.
 * @throws Refusal `not_found` when a code names nothing
 */
export async function resolveSearch(db: Reader, asked: Asked) {
	const programmes = await listProgrammes(db);
	const programme = programmes.find(({ code }) => code === asked.programme);
	if (asked.programme && !programme) throw notFound();
	const unit = asked.unit ? await unitByCode(db, asked.unit) : undefined;
	if (asked.unit && !unit) throw notFound();
	const field = programme?.fields.find(({ code }) => code === asked.field);
	const search: Search = {
		query: asked.query,
		programmeIds: programme ? [programme.id] : programmes.map(({ id }) => id),
		fieldId: field?.id,
		unitId: unit?.parentId === null && !unit.endedOn ? undefined : unit?.id,
		page: asked.page,
		after: place(asked.after),
	};
	return { search, programmes, programme, unit, field };
}

export const placeText = ({ on, id }: Place): string => `${on}_${id}`;

function place(text: string): Place | undefined {
	const [, on, id] = /^(\d{4}-\d\d-\d\d)_(\d{1,15})$/.exec(text) ?? [];
	return on && id && isLocalDate(on) ? { on, id: Number(id) } : undefined;
}

/** Addresses of the pages before and after, where there are any. */
export function neighbours(asked: Asked, found: { count: number | null; next: Place | null }) {
	const href = (change: Record<string, string>) => {
		const query = new URLSearchParams(
			Object.entries({
				q: asked.query,
				'chuong-trinh': asked.programme,
				'linh-vuc': asked.field,
				'don-vi': asked.unit,
				...change,
			}).filter(([, value]) => value !== ''),
		);
		return `/sang-kien${query.size > 0 ? `?${query}` : ''}`;
	};
	if (found.count === null)
		return {
			previous: asked.after ? href({}) : undefined,
			next: found.next ? href({ sau: placeText(found.next) }) : undefined,
		};
	return {
		previous: asked.page > 1 ? href({ trang: asked.page > 2 ? String(asked.page - 1) : '' }) : undefined,
		next: asked.page * PAGE_SIZE < found.count ? href({ trang: String(asked.page + 1) }) : undefined,
	};
}
