import { writeTexts } from '#database/demo/compose.ts';
import { createRandom, type Random } from '#database/demo/random.ts';
import type { Topic, Trade } from '#database/demo/words/pattern.ts';
import { tradesOf } from '#database/demo/words/trades.ts';
import { fold } from '#platform/text/fold.ts';

/** So many are written out for each trade; what an initiative says is put together from several of them. */
const WRITTEN = 250;
/** Paragraphs beyond the first of each part: most texts are short, a few fill pages. */
const MORE: readonly (readonly [number, number])[] = [
	[0, 60],
	[1, 18],
	[2, 11],
	[4, 7],
	[8, 4],
];
/** Where in a workplace it is done; together with the title it tells initiatives apart. */
const WHERE = ['tổ', 'ca', 'đội', 'nhóm', 'khối', 'phòng'];

interface Written {
	title: string;
	folded: string;
	problem: string;
	solution: string;
	result: string;
	field: string;
}

export interface Text {
	title: string;
	folded: string;
	problem: string;
	solution: string;
	result: string;
	/** Code of its field. */
	field: string;
}

/** Texts by trade, cheap by the million: each is whole, but most of its sentences stand in others, too. */
export class TextPool {
	private readonly byTrade = new Map<Trade, Written[]>();
	private readonly byName = new Map<string, Trade>();
	private readonly seed: number;

	constructor(seed: number) {
		this.seed = seed;
	}

	/** A text of a workplace's trade. */
	write(workplace: string, random: Random): Text {
		const pool = this.poolOf(this.tradeOf(workplace));
		const [first, second] = [random.pick(pool), random.pick(pool)];
		const where = random.chance(0.6) ? ` tại ${random.pick(WHERE)} ${random.int(1, 40)}` : '';
		const text: Text = {
			title: first.title + where,
			folded: where === '' ? first.folded : `${first.folded} ${fold(where)}`,
			field: first.field,
			problem: first.problem,
			solution: second.solution,
			result: random.pick(pool).result,
		};
		for (let more = random.weighted(MORE); more > 0; more--) {
			const other = random.pick(pool);
			text.solution += ` ${other.solution}`;
			if (more % 2 === 0) text.problem += ` ${other.problem}`;
		}
		return text;
	}

	private tradeOf(workplace: string): Trade {
		// The kind of workplace says what it does; its invented name does not.
		const kind = workplace.split(' ').slice(0, -2).join(' ') || workplace;
		let trade = this.byName.get(kind);
		if (!trade) {
			trade = tradesOf(kind)[0]![0];
			this.byName.set(kind, trade);
		}
		return trade;
	}

	private poolOf(trade: Trade): Written[] {
		let pool = this.byTrade.get(trade);
		if (!pool) {
			const random = createRandom(this.seed + trade.code.length * 131 + trade.code.charCodeAt(0));
			const topics = trade.topics.filter(({ only }) => !only);
			pool = Array.from({ length: WRITTEN }, () =>
				writeOne(trade, random.pick(topics.length > 0 ? topics : trade.topics), random),
			);
			this.byTrade.set(trade, pool);
		}
		return pool;
	}
}

function writeOne(trade: Trade, topic: Topic, random: Random): Written {
	const { title, problem, solution, result } = writeTexts(random, trade, topic, 'đơn vị', '2022-03-01');
	return { title, folded: fold(title), problem, solution, result, field: topic.field };
}
