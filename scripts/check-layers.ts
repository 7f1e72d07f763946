/** Keeps the shape that docs/ARCHITECTURE.md draws: order of imports, file names in features, length, no cycles. */
import { posix } from 'node:path';
import { type Import, importsOf } from './imports.ts';
import { conclude, pathsOf, read } from './sources.ts';

/** Lowest first: a file imports from its own layer and those before it. Pages and commands are side by side. */
const LAYERS = [
	['src/platform/'],
	['src/ui/'],
	['src/features/'],
	['database/'],
	['src/portal/'],
	['src/routes/', 'src/cli/', 'src/hooks'],
	['testing/'],
	['e2e/', 'bench/', 'scripts/'],
];
const FEATURES = [
	'units',
	'people',
	'programmes',
	'similarity',
	'initiatives',
	'review',
	'targets',
	'statistics',
	'notifications',
	'progress',
	'pledges',
	'reports',
	'recognised',
];
const NAMES_IN_FEATURE = ['schema', 'rules', 'queries', 'commands', 'jobs', 'excel'];
const MOST_LINES = 300;
/** Data rather than program: the formatter gives each word a line. */
const WORD_LISTS = /^database\/demo\/words\//;

const files = pathsOf('{src,database,testing,e2e,bench,scripts}/**/*.{ts,svelte,mjs,css}');
const problems: string[] = [];
const graph = new Map<string, string[]>();

for (const file of files) {
	const text = read(file);
	const lines = text.split('\n').length - 1;
	if (lines > MOST_LINES && !WORD_LISTS.test(file))
		problems.push(`${file}: ${lines} lines; split it by what it does (${MOST_LINES} at most)`);
	checkName(file);
	const imports = importsOf(file, text).filter(({ target }) => target !== null);
	for (const item of imports) checkImport(file, item);
	// Types are gone when the program runs: they cannot make a cycle.
	graph.set(
		file,
		imports.flatMap(({ target, typeOnly }) => (typeOnly || !target ? [] : [target])),
	);
}
for (const cycle of cycles()) problems.push(`cycle: ${cycle.join(' → ')}`);

conclude(problems, `${files.length} files stand in their layers.`);

function layerOf(file: string): number {
	return LAYERS.findIndex((prefixes) => prefixes.some((prefix) => file.startsWith(prefix)));
}

function checkImport(file: string, { target, written }: Import): void {
	// A test may use whatever it needs to tell its story.
	if (!target || /\.test\.ts$/.test(file)) return;
	const [from, to] = [layerOf(file), layerOf(target)];
	if (from === -1 || to === -1) return;
	if (to > from) problems.push(`${file}: imports upwards, ${written}`);
	if (file.startsWith('src/cli/') && target.startsWith('src/routes/'))
		problems.push(`${file}: imports a page, ${written}`);
	if (file.startsWith('src/routes/') && target.startsWith('src/cli/'))
		problems.push(`${file}: imports a command, ${written}`);
	const [mine, its] = [featureOf(file), featureOf(target)];
	if (mine && its && FEATURES.indexOf(its) > FEATURES.indexOf(mine)) {
		problems.push(`${file}: ${mine} stands before ${its} and cannot know it, ${written}`);
	}
}

function featureOf(file: string): string | null {
	return /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? null;
}

function checkName(file: string): void {
	const feature = featureOf(file);
	if (feature === null) return;
	if (!FEATURES.includes(feature))
		problems.push(`${file}: ${feature} has no place in the order of features yet`);
	const rest = posix.relative(`src/features/${feature}`, file);
	if (/\.test\.ts$/.test(rest) || rest.startsWith('components/')) return;
	const name = rest.split('/')[0]!.replace(/\.ts$/, '');
	if (!NAMES_IN_FEATURE.includes(name)) {
		problems.push(`${file}: a feature holds ${NAMES_IN_FEATURE.join(', ')} and components only`);
	}
}

/** Each cycle once, from the file where the search entered it. */
function cycles(): string[][] {
	const found: string[][] = [];
	const state = new Map<string, 'open' | 'done'>();
	const path: string[] = [];
	const visit = (file: string): void => {
		if (state.get(file) === 'done') return;
		if (state.get(file) === 'open') {
			found.push([...path.slice(path.indexOf(file)), file]);
			return;
		}
		state.set(file, 'open');
		path.push(file);
		for (const next of graph.get(file) ?? []) visit(next);
		path.pop();
		state.set(file, 'done');
	};
	for (const file of graph.keys()) visit(file);
	return found;
}
