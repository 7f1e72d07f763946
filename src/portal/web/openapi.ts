import { z } from 'zod';
import { accessOf } from '../access.ts';
import type { Endpoint } from './endpoint.ts';

/** Route files of the API by path: `/src/routes/api/v1/units/+server.ts` → `{ GET }`. */
export type ApiRoutes = Readonly<Record<string, Readonly<Record<string, Endpoint>>>>;

type Json = Record<string, unknown>;

const FOLDER = '/src/routes';

/** `/src/routes/api/v1/initiatives/[code]/+server.ts` → `/api/v1/initiatives/[code]`. */
export const routeIdOf = (file: string): string => file.slice(FOLDER.length, -'/+server.ts'.length);

/**
 * The OpenAPI 3.1 description of the API, made from what each endpoint says of itself and from `access.ts`.
 * @param codes every stable problem code
 * @param server address under which the portal was asked
 */
export function describeApi(routes: ApiRoutes, codes: readonly string[], server: string): Json {
	const paths: Record<string, Json> = {};
	for (const file of Object.keys(routes).sort()) {
		const routeId = routeIdOf(file);
		const path = routeId.replace(/\[(?:\.\.\.)?(\w+)(?:=\w+)?\]/g, '{$1}');
		paths[path] = Object.fromEntries(
			Object.entries(routes[file]!).map(([method, { spec }]) => [
				method.toLowerCase(),
				operation(method, routeId, path, spec),
			]),
		);
	}
	return {
		openapi: '3.1.0',
		info: {
			title: 'Sáng kiến – API',
			version: '1',
			description: INTRODUCTION,
			license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
		},
		servers: [{ url: server }],
		tags: [...new Set(Object.keys(paths).map(tagOf))].map((name) => ({ name })),
		paths,
		components: {
			schemas: { Problem: problemSchema(codes) },
			responses: { Problem: PROBLEM_RESPONSE },
			securitySchemes: {
				session: { type: 'apiKey', in: 'cookie', name: 'session', description: 'Signed in on the pages' },
				token: { type: 'http', scheme: 'bearer', description: 'A token from `POST /api/v1/tokens`' },
			},
		},
	};
}

const INTRODUCTION = `Everything that the pages do, for scripts. Failures are problem details (RFC 9457) with a stable
\`code\`; texts come in Vietnamese, or in English with \`?lang=en\`. What lies outside a caller's reach answers exactly
as what does not exist. Amounts are whole đồng, \`…On\` are local dates (yyyy-mm-dd, Việt Nam), \`…At\` are instants.`;

function operation(method: string, routeId: string, path: string, spec: Endpoint['spec']): Json {
	const access = accessOf(routeId);
	const roles = Array.isArray(access) ? `\n\nNeeds one of: ${access.join(', ')}.` : '';
	const refusals = spec.refusals?.length
		? `\n\nRefusals: ${spec.refusals.map((code) => `\`${code}\``).join(', ')}.`
		: '';
	return {
		operationId: operationId(method, path),
		tags: [tagOf(path)],
		summary: spec.summary,
		description: `${spec.description ?? ''}${roles}${refusals}`.trim() || undefined,
		security: access === 'anyone' ? [] : [{ session: [] }, { token: [] }],
		parameters: parameters(path, spec),
		requestBody: requestBody(spec),
		responses: responses(path, spec, access !== 'anyone'),
	};
}

/** `GET /api/v1/initiatives/{code}/history` → `getInitiativesByCodeHistory`. */
function operationId(method: string, path: string): string {
	const words = path.split('/').slice(3);
	const capital = (word: string) => word.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
	const name = words.map((word) =>
		word.startsWith('{') ? `By${capital(word.slice(1, -1))}` : capital(word),
	);
	return method.toLowerCase() + name.join('');
}

const tagOf = (path: string): string => path.split('/')[3] ?? 'api';

function parameters(path: string, spec: Endpoint['spec']): Json[] {
	const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
		name,
		in: 'path',
		required: true,
		schema: { type: 'string' },
	}));
	const query = spec.query ? (toJson(spec.query, 'input') as { properties?: Json; required?: string[] }) : {};
	const inQuery = Object.entries(query.properties ?? {}).map(([name, schema]) => ({
		name,
		in: 'query',
		required: query.required?.includes(name) ?? false,
		description: (schema as Json).description,
		schema,
	}));
	const inHeader = Object.entries(spec.headers ?? {}).map(([name, description]) => ({
		name,
		in: 'header',
		description,
		schema: { type: 'string' },
	}));
	return [...inPath, ...inQuery, ...inHeader];
}

function requestBody(spec: Endpoint['spec']): Json | undefined {
	if (spec.form) {
		const properties = Object.fromEntries(
			Object.entries(spec.form).map(([name, description]) => [name, { type: 'string', description }]),
		);
		return { required: true, content: { 'multipart/form-data': { schema: { type: 'object', properties } } } };
	}
	if (!spec.body) return undefined;
	const schema = toJson(spec.body, 'input');
	return { required: true, content: { 'application/json': { schema, example: spec.example } } };
}

function responses(path: string, spec: Endpoint['spec'], signedIn: boolean): Json {
	const status = spec.status ?? 200;
	const type = spec.produces ?? 'application/json';
	const schema = spec.produces ? { type: 'string' } : toJson(spec.answer, 'output');
	const content = status === 204 ? undefined : { [type]: { schema } };
	const also = Object.entries(spec.also ?? {}).map(([code, description]) => [code, { description, content }]);
	const problem = { $ref: '#/components/responses/Problem' };
	const takes = spec.body !== undefined || spec.form !== undefined;
	return {
		[status]: { description: spec.summary, content },
		...Object.fromEntries(also),
		...(takes && { 400: problem, 413: problem }),
		...(signedIn && { 401: problem, 403: problem }),
		...(path.includes('{') && { 404: problem }),
		...((takes || spec.query) && { 422: problem }),
		default: problem,
	};
}

/** JSON Schema of what is sent (`input`) or answered (`output`); instants travel as text. */
function toJson(schema: z.ZodType, io: 'input' | 'output'): Json {
	const { $schema: _, ...json } = z.toJSONSchema(schema, {
		io,
		unrepresentable: ({ zodSchema }) =>
			zodSchema._zod.def.type === 'date' ? { type: 'string', format: 'date-time' } : 'any',
	});
	return json;
}

const PROBLEM_RESPONSE = {
	description: 'What went wrong, and where',
	content: {
		'application/problem+json': {
			schema: { $ref: '#/components/schemas/Problem' },
			example: {
				type: 'https://sangkien.example/api/problems#invalid',
				title: 'Có chỗ cần sửa.',
				status: 422,
				code: 'invalid',
				instance: 'urn:uuid:5b0a3d6e-5f6c-4f0e-9d0c-3c3f7f7f6f01',
				errors: [{ field: 'title', code: 'missing_title', detail: 'Hãy nhập tên sáng kiến.' }],
			},
		},
	},
};

function problemSchema(codes: readonly string[]): Json {
	const text = { type: 'string' };
	const code = {
		type: 'string',
		description: `Stable; listed at \`/api/problems\``,
		examples: codes.slice(0, 20),
	};
	return {
		type: 'object',
		required: ['type', 'title', 'status', 'code', 'instance'],
		properties: {
			type: { ...text, format: 'uri' },
			title: { ...text, description: "A sentence for a person, in the caller's language" },
			status: { type: 'integer' },
			code,
			instance: { ...text, description: 'The request: quote it when asking for help' },
			errors: {
				type: 'array',
				items: {
					type: 'object',
					required: ['field', 'code', 'detail'],
					properties: {
						field: { ...text, description: 'Input (`authors.1.share`), or empty for the whole' },
						code: text,
						params: { type: 'object' },
						detail: text,
					},
				},
			},
		},
	};
}
