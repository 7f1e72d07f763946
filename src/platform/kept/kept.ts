interface Entry<T> {
	at: number;
	value: Promise<T>;
	/** What was kept before, as long as this one is being read. */
	before: Promise<T> | null;
}

/**
 * A reading that is made at most once in some time for each key, however many ask for it. What failed is not kept.
 * @returns reads for a home, such as a database: each keeps its own
 * @param options.meanwhileMs what was kept for no longer is answered while it is read anew, so that nobody waits
 * @param options.most keys of one home; the one read longest ago is forgotten
 * @param options.isKept what is not is answered to those who asked while it was read, and to nobody after them
 */
export function keeping<T>(options: {
	ms: number;
	meanwhileMs?: number;
	most: number;
	isKept?: (value: T) => boolean;
}) {
	const { ms, meanwhileMs = 0, most, isKept = () => true } = options;
	const kept = new WeakMap<object, Map<string, Entry<T>>>();
	return (home: object, key: string, read: () => Promise<T>): Promise<T> => {
		const entries = kept.get(home) ?? new Map<string, Entry<T>>();
		kept.set(home, entries);
		const last = entries.get(key);
		const age = last ? Date.now() - last.at : Number.POSITIVE_INFINITY;
		if (last && age < ms) return last.before ?? last.value;
		const before = last && age < meanwhileMs ? (last.before ?? last.value) : null;
		const entry: Entry<T> = { at: Date.now(), value: read(), before };
		entries.delete(key);
		entries.set(key, entry);
		if (entries.size > most) entries.delete(entries.keys().next().value!);
		const forget = () => entries.get(key) === entry && entries.delete(key);
		entry.value.then((value) => {
			entry.before = null;
			if (!isKept(value)) forget();
		}, forget);
		return before ?? entry.value;
	};
}
