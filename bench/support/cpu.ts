import { readFileSync } from 'node:fs';

/** Clock ticks a second in /proc, on every Linux there is. */
const TICKS = 100;

/** Seconds of processor time that these processes and the children they have waited for have used (Linux). */
export function cpuSeconds(pids: readonly number[]): number {
	return pids.reduce((sum, pid) => {
		try {
			const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
				.replace(/^.*\) /s, '')
				.split(' ');
			return (
				sum + (Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) / TICKS
			);
		} catch {
			return sum;
		}
	}, 0);
}

/** The same of this process. */
export function ownCpuSeconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
}
