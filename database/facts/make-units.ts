/**
 * Makes units.json from the project's collected data: `node database/facts/make-units.ts ../shared/data`.
 *
 * The product ships the result. Codes are stable for ever: after the first release this script documents where
 * the tree came from and is not run again over it.
 */
import { writeFileSync } from 'node:fs';
import { createRandom } from '../demo/random.ts';
import { addClusters } from './make/clusters.ts';
import { addIndustries } from './make/industries.ts';
import { readSources } from './make/sources.ts';
import { addTerritory } from './make/territory.ts';
import { addTopLevel } from './make/top-level.ts';
import { Tree } from './make/tree.ts';
import { createNaming } from './make/workplaces.ts';

const SEED = 1_000_000;

const tree = new Tree();
const sources = readSources(process.argv[2] ?? '../shared/data');
const random = createRandom(SEED);
let issued = 0;
const nextCode = () => `CS-${String(++issued).padStart(5, '0')}`;
const shop = { tree, random, naming: createNaming(random), nextCode };

addTopLevel(tree, sources);
addTerritory(shop, sources);
addIndustries(shop);
const clusters = addClusters(tree);

/** One record a line, so that a change shows as one line in history. */
const lines = (records: readonly unknown[]) =>
	records.map((record) => `\t\t${JSON.stringify(record)}`).join(',\n');
const json = `{\n\t"units": [\n${lines(tree.units)}\n\t],\n\t"clusters": [\n${lines(clusters)}\n\t]\n}\n`;
writeFileSync(new URL('units.json', import.meta.url), json);
console.log(`${tree.units.length} units, ${clusters.length} clusters`);
