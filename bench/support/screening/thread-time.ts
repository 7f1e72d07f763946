/** Milliseconds that the core has worked for this thread: what others do on the machine at the same time is not in it. */
export function threadTime(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1000;
}
