/** Keeps texts whole: the same keys and places in both languages, none missing in the code, none left over. */
import { conclude, pathsOf, read } from './sources.ts';

/** Keys that no code spells out, each with its reason: `namespace.prefix`. */
const SPELLED_ELSEWHERE: Record<string, string> = {
	'errors.missing_': 'made from the names of required inputs in initiatives/rules/content.ts',
};

type Texts = Map<string, string>;

const problems: string[] = [];
const vi = load('vi');
const en = load('en');
const code = pathsOf('{src,database}/**/*.{ts,svelte}').filter((path) => !path.endsWith('.test.ts'));
const source = code.map(read).join('\n');

compareLanguages();
const used = usedKeys();
for (const [key, where] of used.asked) if (!vi.has(key)) problems.push(`${where}: there is no text ${key}`);
for (const key of vi.keys()) if (!isUsed(key)) problems.push(`${key}: nothing uses this text`);

conclude(problems, `${vi.size} texts in two languages, all in use.`);

/** All texts of a language by `namespace.key`; keys stand in order so that two people's additions merge. */
function load(locale: string): Texts {
	const texts: Texts = new Map();
	for (const path of pathsOf(`locales/${locale}/*.json`)) {
		const namespace = path.split('/').at(-1)!.replace('.json', '');
		const keys = Object.entries(JSON.parse(read(path)) as Record<string, string>);
		const sorted = keys.map(([key]) => key).sort();
		const first = keys.findIndex(([key], index) => key !== sorted[index]);
		if (first >= 0) problems.push(`${path}: keys are not in order from ${keys[first]![0]} on`);
		for (const [key, text] of keys) texts.set(`${namespace}.${key}`, text);
	}
	return texts;
}

/** English may have a singular of its own (`key_one`), which Vietnamese does not need. */
function compareLanguages(): void {
	const singularOf = (key: string) => (key.endsWith('_one') ? key.slice(0, -'_one'.length) : key);
	for (const key of vi.keys()) if (!en.has(key)) problems.push(`${key}: not in English`);
	for (const [key, text] of en) {
		const counterpart = vi.get(key) ?? vi.get(singularOf(key));
		if (counterpart === undefined) {
			problems.push(`${key}: not in Vietnamese`);
			continue;
		}
		const [here, there] = [placesOf(text), placesOf(counterpart)];
		const same = vi.has(key) ? here.join() === there.join() : here.every((place) => there.includes(place));
		if (!same) problems.push(`${key}: {${there}} in Vietnamese but {${here}} in English`);
	}
}

function placesOf(text: string): string[] {
	return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))].sort();
}

/** What the code asks for: whole keys in `t('…')`, any quoted key, and patterns such as `errors.${code}_next`. */
function usedKeys() {
	const namespaces = [...new Set([...vi.keys()].map((key) => key.split('.')[0]))].join('|');
	const quoted = new RegExp(`['"\`]((?:${namespaces})\\.\\w+)['"\`]`, 'g');
	const pattern = new RegExp(`\`((?:${namespaces})\\.[^\`\\s]*\\$\\{[^\`]*)\``, 'g');
	const asked = new Map<string, string>();
	for (const path of code) {
		for (const call of read(path).matchAll(/\bt\(([^)]*)/g)) {
			for (const match of call[1]!.matchAll(/['"](\w+\.\w+)['"]/g)) asked.set(match[1]!, path);
		}
	}
	return {
		asked,
		quoted: new Set([...source.matchAll(quoted)].map((match) => match[1]!)),
		patterns: [...source.matchAll(pattern)].map((match) => asPattern(match[1]!)),
		words: new Set(source.match(/\w+/g)),
	};
}

function asPattern(template: string): RegExp {
	return new RegExp(`^${template.replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '(\\w+)')}$`);
}

/** A key made from a pattern counts when what fills the pattern is a word of the code: a code, a state, a role. */
function isUsed(key: string): boolean {
	if (Object.keys(SPELLED_ELSEWHERE).some((prefix) => key.startsWith(prefix))) return true;
	return [key, key.replace(/_one$/, '')].some((name) => used.quoted.has(name) || fillsPattern(name));
}

function fillsPattern(key: string): boolean {
	return used.patterns.some((pattern) => {
		const filled = pattern.exec(key);
		return filled?.slice(1).every((word) => used.words.has(word)) ?? false;
	});
}
