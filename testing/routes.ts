import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROUTES = fileURLToPath(new URL('../src/routes', import.meta.url));
const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** One thing that can be asked of the portal: `GET /(officer)/duyet`, `POST /(officer)/duyet?/decide`. */
export interface Door {
	/** As tables write it: method, route id and the form action, when it is one. */
	name: string;
	method: string;
	routeId: string;
	/** Name of the form action; `default` where the page has only one. */
	action: string | null;
	page: boolean;
	/** Places in the address, `['code', 'id']`. */
	params: string[];
	/** Names of inputs that the route's own files read or show, for filling them with anything. */
	inputs: string[];
	/** Names that addresses carry behind `?`. */
	queries: string[];
}

/** Every page, form action and endpoint under `src/routes`, read from the source: what is new is here by itself. */
export function doorsOfPortal(): Door[] {
	return folders(ROUTES).flatMap((folder) => {
		const files = readdirSync(folder);
		const routeId = `/${path.relative(ROUTES, folder).split(path.sep).join('/')}`.replace(/\/$/, '') || '/';
		const params = [...routeId.matchAll(/\[(?:\.\.\.)?(\w+)(?:=\w+)?\]/g)].map((match) => match[1]!);
		const words = wordsOf(folder, files);
		const door = (method: string, action: string | null, page: boolean): Door => {
			const suffix = action === null ? '' : action === 'default' ? '?' : `?/${action}`;
			return { name: `${method} ${routeId}${suffix}`, method, routeId, action, page, params, ...words };
		};
		const doors: Door[] = [];
		if (files.includes('+page.svelte') || files.includes('+page.server.ts'))
			doors.push(door('GET', null, true));
		if (files.includes('+page.server.ts'))
			for (const action of actionsOf(path.join(folder, '+page.server.ts')))
				doors.push(door('POST', action, true));
		if (files.includes('+server.ts'))
			for (const name of exportsOf(path.join(folder, '+server.ts')).keys())
				if (METHODS.has(name)) doors.push(door(name, null, false));
		return doors;
	});
}

/** The address of a door with its places filled; what fills them is written as addresses need it. */
export function addressOf(
	door: Pick<Door, 'routeId' | 'action'>,
	params: Record<string, string> = {},
): string {
	const at = door.routeId
		.replaceAll(/\/\([^)]*\)/g, '')
		.replaceAll(/\[(?:\.\.\.)?(\w+)(?:=\w+)?\]/g, (_, name: string) =>
			// Half a character has no place in an address: browsers put U+FFFD there.
			encodeURIComponent((params[name] ?? name).toWellFormed()),
		);
	const action = door.action === null || door.action === 'default' ? '' : `?/${door.action}`;
	return `${at || '/'}${action}`;
}

function folders(folder: string): string[] {
	const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return [folder, ...below.flatMap((entry) => folders(path.join(folder, entry.name)))];
}

function exportsOf(file: string): Map<string, ts.Expression | undefined> {
	const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
	const found = new Map<string, ts.Expression | undefined>();
	for (const statement of source.statements) {
		const exported =
			ts.canHaveModifiers(statement) &&
			ts.getModifiers(statement)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword);
		if (exported && ts.isVariableStatement(statement))
			for (const { name, initializer } of statement.declarationList.declarations)
				if (ts.isIdentifier(name)) found.set(name.text, initializer);
		if (exported && ts.isFunctionDeclaration(statement) && statement.name)
			found.set(statement.name.text, undefined);
		if (
			ts.isExportDeclaration(statement) &&
			statement.exportClause &&
			ts.isNamedExports(statement.exportClause)
		)
			for (const { name } of statement.exportClause.elements) found.set(name.text, undefined);
	}
	return found;
}

function actionsOf(file: string): string[] {
	const found = exportsOf(file);
	if (!found.has('actions')) return [];
	const actions = found.get('actions');
	if (!actions || !ts.isObjectLiteralExpression(actions))
		throw new Error(`${file}: write the form actions as an object, so that the tests of access find them`);
	return actions.properties.map((property) => {
		if (property.name && ts.isIdentifier(property.name)) return property.name.text;
		throw new Error(`${file}: name each form action by a plain word`);
	});
}

/** Names in quotes that stand where inputs and addresses are read; too many do no harm. */
function wordsOf(folder: string, files: readonly string[]): Pick<Door, 'inputs' | 'queries'> {
	const text = files
		.filter((file) => /\.(svelte|ts)$/.test(file))
		.map((file) => readFileSync(path.join(folder, file), 'utf8'))
		.join('\n');
	const all = (pattern: RegExp) => [...new Set([...text.matchAll(pattern)].map((match) => match[1]!))].sort();
	return {
		inputs: all(/(?:\bname=|form\.(?:get|getAll|has)\(|\btext\()["']([\w.-]+)["']/g),
		queries: all(/(?:searchParams|query)\.(?:get|has)\(["']([\w-]+)["']/g),
	};
}
