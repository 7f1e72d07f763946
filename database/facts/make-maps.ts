/**
 * Makes maps/provinces-34.json and provinces-63.json from the project's collected data:
 * `node database/facts/make-maps.ts ../shared/data`. The product ships the result: outlines in the units of a drawing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { Drawing, type Point } from './make/drawing.ts';

interface Feature {
	properties: { code: string; name: string };
	geometry: { type: 'Polygon'; coordinates: Point[][] } | { type: 'MultiPolygon'; coordinates: Point[][][] };
}

const MAPS = [
	{ provinces: 34, source: 'vn34_provinces_s5.geojson' },
	{ provinces: 63, source: 'vn63_provinces_s04.geojson' },
];

for (const { provinces, source } of MAPS) {
	const path = `${process.argv[2] ?? '../shared/data'}/maps/${source}`;
	const { features } = JSON.parse(readFileSync(path, 'utf8')) as { features: Feature[] };
	const drawing = new Drawing();
	const drawn = features
		.map(({ properties: { code, name }, geometry }) => {
			const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
			return { code, name: plainName(name), ...drawing.outline(polygons) };
		})
		.sort((a, b) => (a.code < b.code ? -1 : 1));
	const lines = drawn.map((each) => `\t\t${JSON.stringify(each)}`).join(',\n');
	const json = `{\n\t"size": ${JSON.stringify(drawing.size)},\n\t"insets": ${JSON.stringify(drawing.insets)},\n\t"provinces": [\n${lines}\n\t]\n}\n`;
	writeFileSync(new URL(`maps/provinces-${provinces}.json`, import.meta.url), json);
	console.log(`${drawn.length} provinces, ${(json.length / 1000).toFixed(0)} KB`);
}

/** «Thành phố Đà Nẵng» and «Tỉnh Khánh Hòa» as one says them. */
function plainName(name: string): string {
	return name.replace(/^(?:Thành phố|Tỉnh) /, '');
}
