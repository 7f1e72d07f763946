import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accessOf } from '#portal/access.ts';
import { describeApi, routeIdOf } from '#portal/web/openapi.ts';
import { problemCodes } from '#portal/web/problem.ts';
import { API_ROUTES } from './routes.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const endpoints = Object.entries(API_ROUTES).flatMap(([file, handlers]) =>
	Object.entries(handlers).map(([method, handler]) => ({ file, method, handler })),
);

interface Operation {
	operationId: string;
	summary: string;
	parameters: { name: string; in: string; required: boolean; schema: object }[];
	requestBody?: object;
	responses: Record<string, { description?: string; $ref?: string; content?: object }>;
}
// As a client reads it: through JSON, so that what is undefined is not there.
const description = JSON.parse(JSON.stringify(describeApi(API_ROUTES, problemCodes(), 'http://portal.test')));
const operations = Object.entries<Record<string, Operation>>(description.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

test.each(endpoints)('$method $file is made by endpoint()', ({ method, handler }) => {
	expect(METHODS).toContain(method);
	expect(handler.spec?.summary).toMatch(/\S/);
	expect(handler.spec.answer).toBeDefined();
});

test('who may call stands in the table for every route', () => {
	const closed = Object.keys(API_ROUTES).filter((file) => accessOf(routeIdOf(file)) === null);
	expect(closed).toEqual([]);
});

test('a method that an endpoint takes a body with says which', () => {
	const silent = endpoints.filter(
		({ method, handler: { spec } }) => ['PUT', 'PATCH'].includes(method) && !spec.body && !spec.form,
	);
	expect(silent.map(({ file, method }) => `${method} ${file}`)).toEqual([]);
});

test('examples are right under their own schemas', () => {
	for (const { file, method, handler } of endpoints) {
		if (!handler.spec.example) continue;
		const result = handler.spec.body!.safeParse(handler.spec.example);
		expect(result.error?.issues ?? [], `${method} ${file}`).toEqual([]);
	}
});

test('every code that an endpoint names has a sentence in both languages', () => {
	const named = [...new Set(endpoints.flatMap(({ handler }) => handler.spec.refusals ?? []))];
	for (const locale of ['vi', 'en']) {
		const texts = { ...locales(locale, 'errors'), ...locales(locale, 'excel') };
		expect(named.filter((code) => !(code in texts))).toEqual([]);
	}
});

const locales = (locale: string, name: string) =>
	JSON.parse(readFileSync(`locales/${locale}/${name}.json`, 'utf8'));

test('the description is whole', () => {
	expect(description.openapi).toBe('3.1.0');
	expect(description.info).toMatchObject({ title: expect.any(String), version: expect.any(String) });
	expect(operations.length).toBe(endpoints.length);
	const ids = operations.map(({ operation }) => operation.operationId);
	expect(new Set(ids).size).toBe(ids.length);
	for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z0-9]+$/);
});

test.each(operations)('$method $path is described by the rules of OpenAPI 3.1', ({ path, operation }) => {
	const inPath = operation.parameters.filter((parameter) => parameter.in === 'path');
	expect(inPath.map(({ name }) => name)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
	expect(inPath.every(({ required }) => required)).toBe(true);
	for (const parameter of operation.parameters) expect(parameter.schema).toBeTypeOf('object');
	expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true);
	for (const response of Object.values(operation.responses))
		expect(response.$ref ?? response.description).toMatch(/\S/);
});

test('every reference leads somewhere', () => {
	const text = JSON.stringify(description);
	for (const [, reference] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
		const found = reference!.split('/').reduce((at, key) => at?.[key], description);
		expect(found, reference).toBeTypeOf('object');
	}
});
