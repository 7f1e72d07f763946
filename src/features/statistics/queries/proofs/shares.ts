import type { Programme } from '#features/programmes/schema.ts';
import type { Reader } from '#platform/db/db.ts';
import { notFound } from '#platform/http/refusal.ts';
import { type CountedSpan, cutInSpan } from '../../rules/cuts.ts';
import { countedWhole, partsOf } from '../../rules/wholes.ts';
import { type FigureCut, shares } from '../../rules.ts';
import type { ProofAsk, ProofWhole } from '../../schema/proof.ts';
import { resolveCut } from '../cut.ts';
import { figureOf } from '../rows.ts';

/**
 * The whole of which a share is asked, with every part that has anything; each number is read from the cube that its
 * rows are listed for.
 * @throws Refusal `not_found` for a part that there is not, or a span in which no cube counts it
 */
export async function wholeOf(
	db: Reader,
	{ by, part: asked, measure, weighed }: ProofAsk,
	programme: Programme,
	span: CountedSpan,
): Promise<ProofWhole> {
	if (by === undefined) throw notFound();
	const counted = countedWhole(by, measure);
	const rowsOf = (cut: Partial<FigureCut>): FigureCut => {
		const rows = cutInSpan(span, { measure: counted, ...cut });
		if (rows === null) throw notFound();
		return rows;
	};
	const read = async (rows: FigureCut): Promise<bigint> => {
		const { n, benefit } = await figureOf(db, (await resolveCut(db, rows)).ids);
		return BigInt(weighed ? benefit : n);
	};
	const parts = [];
	for (const { code, name, cut } of partsOf(by, programme)) {
		const rows = rowsOf(cut);
		parts.push({ part: code, name, rows, n: await read(rows) });
	}
	if (!parts.some(({ part }) => part === asked)) throw notFound();
	const of = shares(parts.map(({ n }) => n));
	const rows = rowsOf({});
	return {
		n: String(await read(rows)),
		rows,
		parts: parts
			.map((each, index) => ({ ...each, n: String(each.n), share: of[index] ?? null }))
			.filter(({ n, part }) => n !== '0' || part === asked),
	};
}
