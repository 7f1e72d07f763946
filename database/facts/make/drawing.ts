export type Point = [longitude: number, latitude: number];

interface Frame {
	/** Degrees that the frame shows. */
	west: number;
	south: number;
	east: number;
	north: number;
	/** Where its upper left corner stands in the drawing, and units of the drawing for a degree of longitude. */
	x: number;
	y: number;
	scale: number;
}

const SCALE = 40;
const WIDTH = 460;

const radians = (degrees: number) => (degrees * Math.PI) / 180;
/** Latitude on Mercator's map, in degrees of longitude. */
const mercator = (latitude: number) =>
	(Math.log(Math.tan(Math.PI / 4 + radians(latitude) / 2)) * 180) / Math.PI;

const MAINLAND: Frame = { west: 102.05, south: 8.4, east: 109.55, north: 23.45, x: 2, y: 2, scale: SCALE };
const down = (latitude: number) => (mercator(MAINLAND.north) - mercator(latitude)) * SCALE + MAINLAND.y;

/**
 * The two archipelagos lie far out at sea: each stands in a frame of its own, at its latitude, so that the provinces
 * stay large enough to be seen and touched on a phone, and the islands to be seen at all.
 */
const INSETS: readonly (Frame & { name: 'hoang_sa' | 'truong_sa' })[] = [
	{ name: 'hoang_sa', west: 111, south: 15.5, east: 113, north: 17.3, x: 340, y: down(17.25), scale: 46 },
	{ name: 'truong_sa', west: 109.2, south: 6.9, east: 118, north: 12, x: 300, y: down(10.85), scale: 17.8 },
];

/** Units of the drawing: islands smaller than this would not be seen. */
const SMALLEST = 3;

/** Draws provinces with the two archipelagos in frames beside the coast. */
export class Drawing {
	readonly size: { width: number; height: number };
	readonly insets = INSETS.map((frame) => {
		const { name, x, y, west, east, scale } = frame;
		const height = (mercator(frame.north) - mercator(frame.south)) * scale;
		return { name, x: round(x), y: round(y), width: round((east - west) * scale), height: round(height) };
	});

	constructor() {
		const lowest = this.insets.map(({ y, height }) => y + height);
		this.size = { width: WIDTH, height: Math.ceil(Math.max(down(MAINLAND.south), ...lowest)) + 2 };
	}

	/** The outline of a province as the `d` of one path, and a point well inside it. */
	outline(polygons: readonly Point[][][]): { d: string; at: [number, number] } {
		const [largest] = [...polygons].sort((a, b) => area(b[0]!) - area(a[0]!));
		return {
			d: polygons.flatMap((polygon) => this.#draw(polygon)).join(''),
			at: centre(largest![0]!.map((point) => place(point, MAINLAND))),
		};
	}

	#draw(rings: readonly Point[][]): string[] {
		const frame = frameOf(rings[0]!);
		const drawn = rings.map((ring) => ring.map((point) => place(point, frame)));
		const [xs, ys] = [0, 1].map((axis) => drawn[0]!.map((point) => point[axis]!));
		const [x, y] = [Math.min(...xs!), Math.min(...ys!)];
		if (Math.max(...xs!) - x < SMALLEST && Math.max(...ys!) - y < SMALLEST) {
			// A speck of land is drawn as a small diamond.
			const r = frame === MAINLAND ? 1 : 1.8;
			return [`M${round(x - r)} ${round(y)}l${r} ${-r} ${r} ${r} ${-r} ${r}z`];
		}
		return drawn.map(ringPath).filter(Boolean);
	}
}

function frameOf(ring: readonly Point[]): Frame {
	const [longitude, latitude] = ring[0]!;
	if (longitude > 110.9 && latitude > 15) return INSETS[0]!;
	if (latitude < 11.9 && (longitude > 110 || (longitude > 109.3 && latitude < 9))) return INSETS[1]!;
	return MAINLAND;
}

const place = ([longitude, latitude]: Point, frame: Frame): [number, number] => [
	frame.x + (longitude - frame.west) * frame.scale,
	frame.y + (mercator(frame.north) - mercator(latitude)) * frame.scale,
];

/** Tenths are finer than any screen shows; steps are shorter to write than places. */
function ringPath(points: readonly [number, number][]): string {
	const tenths = points.map(([x, y]) => [Math.round(x * 10), Math.round(y * 10)] as const);
	let [x, y] = tenths[0]!;
	const steps: string[] = [];
	for (const [nextX, nextY] of tenths.slice(1, -1)) {
		if (nextX === x && nextY === y) continue;
		steps.push(`${(nextX - x) / 10} ${(nextY - y) / 10}`);
		[x, y] = [nextX, nextY];
	}
	if (steps.length < 2) return '';
	return `M${tenths[0]![0] / 10} ${tenths[0]![1] / 10}l${steps.join(' ').replaceAll(' -', '-')}z`;
}

const round = (value: number) => Math.round(value * 10) / 10;

function area(ring: readonly Point[]): number {
	let doubled = 0;
	for (const [index, [x, y]] of ring.entries()) {
		const [nextX, nextY] = ring[(index + 1) % ring.length]!;
		doubled += x * nextY - nextX * y;
	}
	return Math.abs(doubled / 2);
}

function centre(points: readonly [number, number][]): [number, number] {
	let [doubled, x, y] = [0, 0, 0];
	for (const [index, [ax, ay]] of points.entries()) {
		const [bx, by] = points[(index + 1) % points.length]!;
		const cross = ax * by - bx * ay;
		doubled += cross;
		x += (ax + bx) * cross;
		y += (ay + by) * cross;
	}
	return [round(x / (3 * doubled)), round(y / (3 * doubled))];
}
