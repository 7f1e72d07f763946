import { readFileSync } from 'node:fs';
import path from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { OfficialDocument } from './document.ts';

/** The app always runs from the project root, bundled or not. */
const TEMPLATE = path.resolve('src/platform/pdf/document.typ');
/** Whole fonts: subsets drop letters of Vietnamese in PDFs without a word. */
const FONTS = path.resolve('node_modules/@expo-google-fonts/tinos');

/** The document as PDF. Takes some tenths of a second of one processor: `writeDocument` does it elsewhere. */
export function compileDocument(document: OfficialDocument): Uint8Array {
	const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [FONTS] }] });
	return compiler.pdf({
		mainFileContent: readFileSync(TEMPLATE, 'utf8'),
		// Data goes in as data: nothing that anybody wrote is ever part of the source.
		inputs: { document: JSON.stringify(document) },
	});
}
