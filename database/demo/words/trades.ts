import { environment, sanitation } from './city.ts';
import { education } from './education.ts';
import { mining, power } from './energy.ts';
import { electronics, materials, mechanical, wood } from './factory.ts';
import { garment, spinning } from './garment.ts';
import { health } from './health.ts';
import { agriculture, plantation, transport } from './land.ts';
import { office, union } from './offices.ts';
import type { Trade } from './pattern.ts';

const TRADES = [
	garment,
	spinning,
	electronics,
	mining,
	mechanical,
	materials,
	wood,
	power,
	health,
	education,
	environment,
	sanitation,
	agriculture,
	plantation,
	transport,
	office,
];

/** What people at a workplace write about, with weights: its own trades first, then office and union work. */
export function tradesOf(workplace: string): [Trade, number][] {
	const own = TRADES.filter((trade) => trade.workplaces.test(workplace));
	const main =
		own.length > 0
			? own.map((trade): [Trade, number] => [trade, 8 / own.length])
			: [[office, 8] as [Trade, number]];
	return [...main, [office, 0.8], [union, 1]];
}
