import { REFORM } from '#database/facts/make/tree.ts';
import { FACT_UNITS, type FactUnit, periodOn } from '#database/facts/units.ts';
import type { UnitKind, UnitRow } from '#features/units/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import { OPENED } from '../published.ts';

/** Invented units stand from here. */
const BEGINNING: LocalDate = '2018-01-01';

/** A unit with nothing below it: where initiatives come from. */
export interface Leaf {
	code: string;
	/** The top-level unit above it while the programme ran. */
	top: string;
	/** The unit above it then, where it is reviewed. */
	parent: string;
	name: string;
	publicService: boolean;
	members: number;
}

/** Where a unit stands, before and since the reform of 1/7/2025; null: it had ended. */
export interface Standing {
	parent: string;
	province: string | null;
	cluster?: string | null;
}

/** A tree that grows out of the shipped one. */
export class GrownTree {
	readonly rows: UnitRow[] = [];
	readonly leaves: Leaf[] = [];
	readonly successors: { code: string; successor: string }[] = [];
	/** Units above leaves, by the top-level unit above them in 2022; the shipped ones first. */
	readonly tops = FACT_UNITS.filter((unit) => periodOn(unit, OPENED)?.parent === 'TLD');
	private readonly shipped = new Map(FACT_UNITS.map((unit) => [unit.code, unit]));

	constructor() {
		const above = new Set(FACT_UNITS.map((unit) => periodOn(unit, OPENED)?.parent));
		for (const unit of FACT_UNITS) {
			const period = periodOn(unit, OPENED);
			const workplace = period && (period.kind === 'grassroots' || period.kind === 'division');
			if (!workplace || above.has(unit.code)) continue;
			this.leaves.push({
				code: unit.code,
				top: this.topOf(unit.code),
				parent: period.parent!,
				name: period.name,
				publicService: /Trường|Trung tâm|Bệnh viện|Chi cục|Khoa |Phòng /.test(period.name),
				members: unit.members?.[0]?.members ?? 50,
			});
		}
	}

	/** The top-level unit above a shipped one in 2022. */
	topOf(code: string): string {
		const parent = periodOn(this.shipped.get(code)!, OPENED)!.parent!;
		return parent === 'TLD' ? code : this.topOf(parent);
	}

	/** Who has taken over a top-level unit since the reform: itself, its successor, or nobody. */
	heirOf(code: string): string | null {
		const unit = this.shipped.get(code)!;
		return periodOn(unit, REFORM) ? code : unit.successor;
	}

	/** The province code of a top-level unit before and since the reform. */
	provinceOf(code: string, on: LocalDate): string | null {
		const heir = on < REFORM ? code : this.heirOf(code);
		return heir === null ? null : (periodOn(this.shipped.get(heir)!, on)?.province ?? null);
	}

	/** Shipped units of some kinds right below a top-level unit in 2022. */
	shippedBelow(top: string, kinds: readonly UnitKind[]): FactUnit[] {
		return FACT_UNITS.filter((unit) => {
			const period = periodOn(unit, OPENED);
			return period?.parent === top && kinds.includes(period.kind);
		});
	}

	/** Adds a unit of before the reform; where it stands since then, or that it has ended, and in whose favour. */
	add(
		unit: { code: string; name: string; kind: UnitKind },
		before: Standing,
		since: Standing | { successor: string | null },
	): string {
		this.rows.push({ ...unit, ...before, from: BEGINNING, to: REFORM });
		if (!('successor' in since)) this.rows.push({ ...unit, ...since, from: REFORM });
		else if (since.successor) this.successors.push({ code: unit.code, successor: since.successor });
		return unit.code;
	}

	/** Adds a unit that begins with the reform. */
	begin(unit: { code: string; name: string; kind: UnitKind }, since: Standing): string {
		this.rows.push({ ...unit, ...since, from: REFORM });
		return unit.code;
	}
}
