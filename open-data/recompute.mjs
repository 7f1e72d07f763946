#!/usr/bin/env node
/**
 * Recomputes every headline figure of an open-data extract and compares: `node recompute.mjs [folder]`.
 * Needs Node 18 or newer and nothing else; knows nothing of the portal but the format told in README.md.
 * Exit code 0: everything agrees. 2: something does not, each line says what.
 */
import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';

const folder = process.argv[2] ?? '.';
const read = (name) => readFileSync(join(folder, name));
const json = (name) => JSON.parse(read(name).toString());
const sha256 = (...parts) =>
	parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const table = (name) => {
	const [head, ...rows] = read(name).toString().trimEnd().split('\n');
	const names = head.split(',');
	return rows.map((row) => {
		// Only the last column may hold commas: names of units.
		const cells = row.split(',');
		const last = cells.splice(names.length - 1).join(',');
		return Object.fromEntries([...cells, last].map((cell, index) => [names[index], cell]));
	});
};

let mismatches = 0;
let compared = 0;
const wrong = (what) => {
	mismatches++;
	if (mismatches <= 100) console.log(`MISMATCH ${what}`);
};

/* Files are as the manifest says. */
const manifest = json('manifest.json');
for (const [name, file] of Object.entries(manifest.files))
	if (sha256(read(name)) !== file.sha256) wrong(`${name}: its digest is not that of the manifest`);

/* The top-level unit of each unit: the last one below the root on the way up. */
const units = new Map(table('units.csv').map((unit) => [unit.code, unit]));
const topOf = new Map();
for (const code of units.keys()) {
	let at = code;
	for (let parent = units.get(at).parent; parent && units.get(parent)?.parent; parent = units.get(at).parent)
		at = parent;
	topOf.set(code, at);
}
const root = [...units.values()].find((unit) => !unit.parent)?.code;

/* What is counted: programme, cut, key, measure → [count, đồng]. */
const counts = new Map();
const add = (key, sign, value) => {
	const cell = counts.get(key) ?? [0, 0n];
	cell[0] += sign;
	cell[1] += sign > 0 ? value : -value;
	counts.set(key, cell);
};
const bandOf = (value) => manifest.bands.findLastIndex((from) => value >= BigInt(from));

/** Adds one event's initiative to a measure, or takes it away; `day` is that of the event which does so. */
function count(event, measure, sign, day) {
	const value = BigInt(event.benefit);
	const at = (cut, key, amount = value) => add(`${event.programme}|${cut}|${key}|${measure}`, sign, amount);
	const top = topOf.get(event.unit);
	at('unit', root);
	if (top !== root) at('unit', top);
	at('phase', event.phase);
	at('group', event.group);
	at('field', event.field);
	at('kind', event.kind);
	at('authors', Math.min(Math.max(Number(event.authors), 1), 5));
	at('day', day);
	const verified = event.central_verified || event.unit_verified;
	const values = {
		declared: event.benefit,
		unit: event.unit_verified,
		central: event.central_verified,
		verified,
	};
	for (const [source, text] of Object.entries(values))
		if (text !== '') at('benefit', `${source}:${bandOf(BigInt(text))}`, BigInt(text));
}

/* Events, one after the other: each follows from the one before it, in the file and of its initiative. */
let names = [];
let check = manifest.seed;
let position = 0;
const last = new Map();
const parse = (line) => {
	const cells = line.split(',');
	return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
};
const CLASS = 'unit phase group field kind authors benefit unit_verified central_verified'.split(' ');
const linesOf = (name) =>
	createInterface({ input: createReadStream(join(folder, name)).pipe(createGunzip()) });
for await (const line of linesOf('events.csv.gz')) {
	if (names.length === 0) {
		names = line.split(',');
		continue;
	}
	const end = line.lastIndexOf(',');
	const body = line.slice(0, end);
	check = sha256(check, body).slice(0, 16);
	if (line.slice(end + 1) !== check) {
		wrong(`events.csv: the chain breaks at position ${position + 1}`);
		check = line.slice(end + 1);
	}
	const event = parse(line);
	position++;
	if (Number(event.position) !== position)
		wrong(`events.csv: position ${event.position} stands where ${position} should`);
	const text = last.get(event.initiative);
	const was = text === undefined ? null : parse(text);
	last.set(event.initiative, line);
	if (event.from !== (was?.to ?? '') || Number(event.seq) !== Number(was?.seq ?? 0) + 1)
		wrong(`events.csv: position ${position} does not follow from what its initiative was`);
	if (was) count(was, was.to, -1, event.date);
	count(event, event.to, 1, event.date);
	if (was && CLASS.some((name) => event[name] !== was[name])) count(was, 'submitted', -1, event.date);
	if (!was || CLASS.some((name) => event[name] !== was[name])) count(event, 'submitted', 1, event.date);
}
if (position !== manifest.position)
	wrong(`events.csv: ${position} events, the manifest says ${manifest.position}`);
if (check !== manifest.check) wrong('events.csv: its last check is not that of the manifest');

/* Distinct persons, by programme, unit (the root and those below it) and what they are. */
const persons = new Map();
const addPerson = (programme, unit, what) => {
	const key = `${programme}|${unit}|${what}`;
	persons.set(key, (persons.get(key) ?? 0) + 1);
};
for (const { programme, unit } of table('registrations.csv'))
	for (const each of new Set([root, topOf.get(unit)])) addPerson(programme, each, 'registrants');

/* At each unit there are as many authors as its largest initiative has, and no more than all of them together. */
const bounds = new Map();
for (const line of last.values()) {
	const { programme, unit, to, authors } = parse(line);
	for (const what of to === 'approved' ? ['authors', 'approvedAuthors'] : ['authors']) {
		const [most, all] = bounds.get(`${programme}|${unit}|${what}`) ?? [0, 0];
		bounds.set(`${programme}|${unit}|${what}`, [Math.max(most, Number(authors)), all + Number(authors)]);
	}
}
const places = new Map();
let [before, counted] = ['', new Set()];
for await (const line of linesOf('authors.csv.gz')) {
	const [programme, person, unit, approved] = line.split(',');
	if (programme === 'programme') continue;
	if (before !== `${programme}|${person}`) [before, counted] = [`${programme}|${person}`, new Set()];
	for (const what of approved === '1' ? ['authors', 'approvedAuthors'] : ['authors']) {
		const place = `${programme}|${unit}|${what}`;
		places.set(place, (places.get(place) ?? 0) + 1);
		for (const each of new Set([root, topOf.get(unit)]))
			if (!counted.has(`${each}|${what}`)) addPerson(programme, each, what);
		counted.add(`${root}|${what}`).add(`${topOf.get(unit)}|${what}`);
	}
}
for (const place of new Set([...bounds.keys(), ...places.keys()])) {
	const [n, [most, all]] = [places.get(place) ?? 0, bounds.get(place) ?? [0, 0]];
	if (n < most || n > all)
		wrong(`authors.csv: ${place}: ${n} persons, its initiatives have ${most} to ${all}`);
}

/* Every figure that the portal published, beside what was counted here. */
const compare = (what, published, counted) => {
	compared++;
	if (String(published) !== String(counted)) wrong(`${what}: published ${published}, counted ${counted}`);
};
const seen = new Set();
for (const [programme, figures] of Object.entries(json('figures.json').programmes)) {
	for (const [cut, keys] of Object.entries(figures.cuts))
		for (const [key, measures] of Object.entries(keys))
			for (const [measure, [n, benefit]] of Object.entries(measures)) {
				const name = `${programme}|${cut}|${key}|${measure}`;
				seen.add(name);
				const [countedN, countedBenefit] = counts.get(name) ?? [0, 0n];
				compare(`${name} (initiatives)`, n, countedN);
				compare(`${name} (đồng)`, benefit, countedBenefit);
			}
	for (const [unit, people] of Object.entries(figures.people))
		for (const [what, n] of Object.entries(people))
			compare(`${programme}|${unit}|${what}`, n, persons.get(`${programme}|${unit}|${what}`) ?? 0);
	for (const [unit, { number, approved, submitted }] of Object.entries(figures.attainment))
		for (const [measure, permille] of Object.entries({ approved, submitted })) {
			const [n] = counts.get(`${programme}|unit|${unit}|${measure}`) ?? [0];
			// One decimal of a percent, halves up, in whole numbers.
			const rounded = (2n * BigInt(n) * 1000n + BigInt(number)) / (2n * BigInt(number));
			compare(`${programme}|${unit}: ${measure} of its target ${number}, ‰`, permille, rounded);
		}
}
for (const [name, [n, benefit]] of counts)
	if ((n !== 0 || benefit !== 0n) && !seen.has(name)) wrong(`${name}: counted ${n}, but not published`);

console.log(`${position} events, ${compared} figures compared, ${mismatches} mismatches`);
process.exitCode = mismatches > 0 ? 2 : 0;
