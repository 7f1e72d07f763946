import { expect, test } from 'vitest';
import { choiceOf } from './import.ts';

test('nothing is chosen for a spelling that merely is a word of the language', () => {
	expect(choiceOf({ 'cong nhan': 'cong-nhan' }, 'cong nhan')).toBe('cong-nhan');
	expect(choiceOf({ 'cong nhan': 'cong-nhan' }, 'constructor')).toBeUndefined();
	expect(choiceOf({ constructor: 7 }, 'constructor')).toBe(7);
});
