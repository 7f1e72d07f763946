import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locale, Messages } from './translate.ts';

/** The app always runs from the project root, bundled or not. */
const FOLDER = path.resolve('locales');
const kept = new Map<Locale, Messages>();

/** All messages of a locale from their files: for jobs, which run outside the bundle of the pages. */
export function readMessages(locale: Locale): Messages {
	let messages = kept.get(locale);
	if (!messages) {
		const files = readdirSync(path.join(FOLDER, locale)).filter((name) => name.endsWith('.json'));
		messages = Object.fromEntries(
			files.map((name) => [
				name.slice(0, -'.json'.length),
				JSON.parse(readFileSync(path.join(FOLDER, locale, name), 'utf8')),
			]),
		);
		kept.set(locale, messages);
	}
	return messages;
}
