import type { LocalDate } from '#platform/clock/clock.ts';
import type { FactMembers, FactPeriod, FactUnit } from '../units.ts';

/** Periods begin here unless something better is known. */
export const BEGINNING = '2018-01-01';

/** 63 → 34 provinces, districts end, commune and ward unions begin. */
export const REFORM = '2025-07-01';

/** Source given to every invented membership figure. */
export const SAMPLE_FIGURE = 'số liệu mẫu';

type Standing = Omit<FactPeriod, 'from' | 'to'>;
type NewUnit = Pick<Standing, 'parent' | 'name' | 'kind'> &
	Partial<Standing> & { code: string; from?: LocalDate; sample?: boolean; source?: string };

/** Units under construction: opened, changed and closed by date, in the order in which it happened. */
export class Tree {
	private readonly byCode = new Map<string, FactUnit>();

	get units(): FactUnit[] {
		return [...this.byCode.values()];
	}

	get(code: string): FactUnit {
		const unit = this.byCode.get(code);
		if (!unit) throw new Error(`no unit ${code}`);
		return unit;
	}

	/** How a unit stood last. */
	latest(code: string): FactPeriod {
		return this.get(code).periods.at(-1)!;
	}

	open({ code, from = BEGINNING, sample = true, source, ...standing }: NewUnit): string {
		if (this.byCode.has(code)) throw new Error(`unit ${code} twice`);
		const { parent, name, shortName, kind, cluster = null, province = null } = standing;
		const period = { from, to: null, parent, name, ...(shortName && { shortName }), kind, cluster, province };
		this.byCode.set(code, { code, sample, ...(source && { source }), periods: [period], successor: null });
		return code;
	}

	/** From `on` the unit stands differently; nothing is written when nothing differs. */
	change(code: string, on: LocalDate, patch: Partial<Standing>): void {
		const last = this.latest(code);
		const next = { ...last, ...patch, from: on };
		const same = (key: keyof FactPeriod) => key === 'from' || next[key] === last[key];
		if ((Object.keys(next) as (keyof FactPeriod)[]).every(same)) return;
		if (last.from === on) Object.assign(last, patch);
		else {
			last.to = on;
			this.get(code).periods.push(next);
		}
	}

	close(code: string, on: LocalDate, successor: string | null): void {
		const unit = this.get(code);
		this.latest(code).to = on;
		unit.successor = successor;
		unit.members = unit.members?.filter((figure) => figure.asOf < on);
	}

	/** Units below `code` at present, in the order they were opened. */
	children(code: string): string[] {
		return this.units
			.filter((u) => u.periods.at(-1)!.parent === code && this.isOpen(u.code))
			.map((u) => u.code);
	}

	isOpen(code: string): boolean {
		return this.latest(code).to === null;
	}

	setMembers(code: string, figures: FactMembers[]): void {
		this.get(code).members = figures;
	}
}
