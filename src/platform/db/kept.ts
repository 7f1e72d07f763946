import type { Db } from './db.ts';

interface Entry<T> {
	at: number;
	value: Promise<T>;
}

/**
 * A reading that is made at most once in some time for each key, however many ask for it. What failed is not kept.
 * @param options.meanwhileMs so long what was kept is still answered, while it is read anew for who asks next
 * @param options.most keys of one database; the one asked for longest ago is forgotten
 */
export function keeping<T>(options: { ms: number; meanwhileMs?: number; most: number }) {
	const kept = new WeakMap<Db, Map<string, Entry<T>>>();
	return (db: Db, key: string, read: () => Promise<T>): Promise<T> => {
		const entries = kept.get(db) ?? new Map<string, Entry<T>>();
		kept.set(db, entries);
		const entry = entries.get(key);
		const age = entry ? Date.now() - entry.at : Number.POSITIVE_INFINITY;
		if (entry && age < options.ms) return entry.value;
		const value = read();
		entries.delete(key);
		entries.set(key, { at: Date.now(), value });
		if (entries.size > options.most) entries.delete(entries.keys().next().value!);
		value.catch(() => entries.delete(key));
		return entry && age < (options.meanwhileMs ?? 0) ? entry.value : value;
	};
}
