import type { ApiRoutes } from '#portal/web/openapi.ts';

/** Every route file of the API: what is not here is not described, and what is here must be an `endpoint()`. */
export const API_ROUTES: ApiRoutes = import.meta.glob('/src/routes/api/v1/**/+server.ts', { eager: true });
