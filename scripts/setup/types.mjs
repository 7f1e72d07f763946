import { join } from 'node:path';
import { environment, mustRun, node24 } from './programs.mjs';
import { root } from './root.mjs';

/** Makes the types that `tsconfig.json` and routes build on; whoever reads them meanwhile may find none. */
export const prepareTypes = () =>
	mustRun(
		'Preparing types',
		node24(),
		[join(root, 'node_modules', '@sveltejs', 'kit', 'svelte-kit.js'), 'sync'],
		{
			env: environment({ NO_COLOR: '1' }),
		},
	);
