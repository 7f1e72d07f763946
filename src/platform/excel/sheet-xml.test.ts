import { expect, test } from 'vitest';
import { unescapeXml } from './sheet-xml.ts';

test.each([
	['a &lt; b &amp; c', 'a < b & c'],
	['&#272;&#x1EA1;i', 'Đại'],
	['&constructor; &__proto__; &nbsp;', '&constructor; &__proto__; &nbsp;'],
	['&#x110000;', '&#x110000;'],
])('«%s» stands for «%s»', (written, text) => expect(unescapeXml(written)).toBe(text));
