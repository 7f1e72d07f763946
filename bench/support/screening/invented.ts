import type { Chance } from './chance.ts';

/** Words that persons and places are named with. */
export interface Names {
	families: readonly string[];
	middles: readonly string[];
	given: readonly string[];
	/** Communes and provinces. */
	places: readonly string[];
}

const WORKPLACES = [
	'Công ty Cổ phần',
	'Công ty TNHH',
	'Trường Tiểu học',
	'Trường Mầm non',
	'Trường THCS',
	'Bệnh viện Đa khoa',
	'Xí nghiệp',
	'Điện lực',
	'Ủy ban nhân dân xã',
	'Trung tâm Y tế',
	'Nhà máy',
	'Phân xưởng',
];
const SERIES = 'QĐ SK CĐ TB MT HĐ BV KT AT PX TK LD NV CN ĐL XN ABB JUKI KSB CNC PLC TCVN ISO GM'.split(' ');

/** Fills what every document has of its own: names, numbers, dates, codes. */
export class Inventor {
	readonly #names: Names;

	constructor(names: Names) {
		this.#names = names;
	}

	name(chance: Chance): string {
		const { families, middles, given } = this.#names;
		// The first are the most frequent: squaring leans towards them.
		const lean = (list: readonly string[]) => list[Math.floor(chance.next() ** 2 * list.length)]!;
		return `${lean(families)} ${lean(middles)} ${chance.pick(given)}`;
	}

	place(chance: Chance): string {
		return chance.pick(this.#names.places);
	}

	unit(chance: Chance): string {
		const kind = chance.pick(WORKPLACES);
		return chance.chance(0.5)
			? `${kind} ${this.place(chance)}`
			: `${kind} ${chance.pick(this.#names.given)} ${chance.pick(this.#names.given)}`;
	}

	/** A number as Vietnamese write it, with as many digits as `like` has, often round: «1.250», «37,5», «40.000». */
	number(chance: Chance, like = '000'): string {
		// Years stay years.
		if (/^(?:19|20)\d\d$/.test(like)) return String(chance.int(1990, 2023));
		const round = chance.chance(0.7);
		let place = 0;
		return like.replace(/\d/g, () => {
			place++;
			return String(place === 1 ? chance.int(1, 9) : place > 2 && round ? 0 : chance.int(0, 9));
		});
	}

	/** Code of a machine, a drawing, a decision. */
	code(chance: Chance): string {
		return `${chance.pick(SERIES)}${chance.pick(['-', '/'])}${chance.int(1, 400)}`;
	}

	/** Fills the slots of a line of a form. */
	fill(line: string, chance: Chance): string {
		if (!line.includes('{')) return line;
		return line.replace(/\{(\w+)\}/g, (_, slot: string) => this.#slot(slot, chance));
	}

	#slot(slot: string, chance: Chance): string {
		switch (slot) {
			case 'name':
				return this.name(chance);
			case 'unit':
				return this.unit(chance);
			case 'place':
				return this.place(chance);
			case 'code':
				return this.code(chance);
			case 'date':
				return `${chance.int(1, 28)}/${chance.int(1, 12)}/${chance.int(2020, 2023)}`;
			case 'year': {
				const year = chance.int(2015, 2022);
				return `${year} – ${year + 1}`;
			}
			case 'grade':
				return String(chance.int(1, 12));
			case 'small':
				return String(chance.int(2, 60));
			case 'percent':
				return `${chance.int(10, 100)} %`;
			case 'number':
				return `${chance.int(1, 990)}.${chance.int(100, 999)}.000`;
			default:
				throw new Error(`no such slot: ${slot}`);
		}
	}
}
