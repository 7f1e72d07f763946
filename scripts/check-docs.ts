/** Keeps documents true: every path they name exists. */
import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { conclude, pathsOf, read } from './sources.ts';

const DOCUMENTS = pathsOf('*.md', 'docs/**/*.md');
const IGNORED = ['.git', '.svelte-kit', 'node_modules', 'build', 'data', 'test-results'];
const FILE = /\.(ts|mjs|js|json|md|svelte|sql|css|html|png)$/;

/** `x.test.ts` stands for any name. */
const PLACEHOLDER = /(^|\/)x\./;

const topLevel = new Set(readdirSync('.'));
const known = pathsOf(
	...[...topLevel].filter((name) => !IGNORED.includes(name)).flatMap((name) => [name, `${name}/**`]),
);
const problems: string[] = [];

for (const document of DOCUMENTS) {
	const text = read(document);
	for (const path of [...namedIn(text), ...drawnIn(text)]) {
		if (!exists(path, document)) problems.push(`${document}: \`${path}\` does not exist`);
	}
	for (const [, target] of text.matchAll(/\]\((?!\w+:|#)([^)#\s]+)/g)) {
		if (!existsSync(posix.join(posix.dirname(document), target!)))
			problems.push(`${document}: link to ${target} leads nowhere`);
	}
}

conclude(problems, `${DOCUMENTS.length} documents name only what exists.`);

/** Paths in backticks: those with a file's ending, and those that begin with a folder of ours. Patterns are left. */
function namedIn(text: string): string[] {
	const named = [...text.replace(/```.*?```/gs, '').matchAll(/`([^`\s*{}<>…:]+)`/g)].map(
		(match) => match[1]!,
	);
	return named.filter((name) => {
		const first = name.split('/')[0]!;
		return (
			/^[\w.(]/.test(name) &&
			!PLACEHOLDER.test(name) &&
			(FILE.test(name) || (name.includes('/') && topLevel.has(first) && !IGNORED.includes(first)))
		);
	});
}

/** Paths of a map drawn in a code block: `folder/  what it is`, deeper ones indented below. */
function drawnIn(text: string): string[] {
	const paths: string[] = [];
	for (const [, block] of text.matchAll(/```\n(.*?)```/gs)) {
		let parent = '';
		for (const line of block!.split('\n')) {
			const drawn = /^(\s*)([\w./-]+\/)\s{2,}\S/.exec(line);
			if (!drawn) continue;
			if (drawn[1] === '') parent = drawn[2]!;
			paths.push(drawn[1] === '' ? drawn[2]! : `${parent}${drawn[2]}`);
		}
	}
	return paths;
}

/** From the clone's folder, from the document, or, as in «`rules.ts` holds states», the end of some path. */
function exists(path: string, document: string): boolean {
	const bare = path.replace(/\/$/, '');
	if (existsSync(bare) || existsSync(posix.join(posix.dirname(document), bare))) return true;
	// A file that has outgrown itself is a folder of the same name.
	const asFolder = bare.replace(/\.ts$/, '');
	return FILE.test(bare) && known.some((one) => one.endsWith(`/${bare}`) || one.endsWith(`/${asFolder}`));
}
