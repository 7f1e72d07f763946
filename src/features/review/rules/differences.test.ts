import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from './differences.ts';

const words = (text: string) => Uint16Array.from(text.split(''), (letter) => letter.charCodeAt(0));
const marked = (a: string, b: string) => {
	const found = differences(words(a), words(b));
	const shown = (text: string, marks: Uint8Array) =>
		[...text].map((letter, at) => (marks[at] ? letter.toUpperCase() : letter)).join('');
	return [shown(a, found.a), shown(b, found.b)];
};

test.each([
	['abcdef', 'abcdef', 'abcdef', 'abcdef'],
	['abcdef', 'abxdef', 'abCdef', 'abXdef'],
	['abcdef', 'abcxyzdef', 'abcdef', 'abcXYZdef'],
	['abcxyzdef', 'abcdef', 'abcXYZdef', 'abcdef'],
	['', 'abc', '', 'ABC'],
	['abc', 'xyz', 'ABC', 'XYZ'],
	// a syllable that meets by chance in a gap does not take the place of the words that go on
	['abcdefgh', 'abxdyzcdefgh', 'abcdefgh', 'abXDYZcdefgh'],
])('marks in «%s» and «%s» what the other does not have', (a, b, markedA, markedB) => {
	expect(marked(a, b)).toEqual([markedA, markedB]);
});

test('what is not marked is the same in both, in order, whatever the texts', () => {
	const text = fc.array(fc.nat(6), { maxLength: 80 });
	fc.assert(
		fc.property(text, text, (a, b) => {
			const found = differences(Uint16Array.from(a), Uint16Array.from(b));
			const kept = (all: number[], marks: Uint8Array) => all.filter((_, at) => marks[at] === 0);
			expect(kept(a, found.a)).toEqual(kept(b, found.b));
		}),
	);
});
