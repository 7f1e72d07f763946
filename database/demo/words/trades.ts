import { agriculture } from './agriculture.ts';
import { education } from './education.ts';
import { electronics } from './electronics.ts';
import { environment } from './environment.ts';
import { garment } from './garment.ts';
import { health } from './health.ts';
import { mechanical } from './mechanical.ts';
import { mining } from './mining.ts';
import { office } from './office.ts';
import type { Trade } from './pattern.ts';
import { plantation } from './plantation.ts';
import { power } from './power.ts';
import { sanitation } from './sanitation.ts';
import { spinning } from './spinning.ts';
import { transport } from './transport.ts';
import { union } from './union.ts';
import { materials, wood } from './workshops.ts';

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
