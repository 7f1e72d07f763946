import { equalShares, parseShare } from '../rules/shares.ts';
import { LIMITS, WHOLE } from '../schema.ts';

export interface ListAuthor {
	readonly name: string;
	/** Basis points; those of one initiative sum to 10000. */
	readonly share: number;
}

export type AuthorIssue =
	/** Neither a name nor something that separates names: digits, an e-mail, a job title. */
	| 'author_unclear'
	| 'authors_too_many'
	/** Some authors have a share and others none. */
	| 'shares_incomplete'
	| 'share_unreadable'
	| 'shares_sum';

export type AuthorsReading =
	| { readonly authors: readonly ListAuthor[]; readonly sharesStated: boolean }
	| { readonly code: AuthorIssue; readonly params?: Readonly<Record<string, string | number>> };

const SEPARATORS = /[;\n,&+]|\s\/\s|\s+v[àa]̀?\s+/i;
const SHARE = /\s*[([:\-–]?\s*(\d{1,3}(?:[.,]\d+)?)\s*%\s*[)\]]?\s*$/;
const NAME = /^\p{L}[\p{L}\p{M}\s.'’-]*$/u;
const NUMBERED = /^\s*(?:\d{1,2}\s*[.)]|[-•*])\s*/;

/**
 * Splits «Nguyễn Văn A; Trần Thị B (40%)» into authors with shares. Without any share they are equal; stated
 * ones must sum to 100 %, where up to 0.01 % per author is taken as rounding («33,33 %» three times).
 * @param sharesText a column of shares beside the names: «60/40», «60%; 40%»
 */
export function splitAuthors(text: string, sharesText = ''): AuthorsReading {
	// Twenty names of 120 letters fit; a longer text is no list of names
	if (text.length > LIMITS.authors * LIMITS.authorName)
		return { code: 'author_unclear', params: { text: `${text.slice(0, 80)}…` } };
	// «33,3 %»: a comma between digits separates nothing
	const pieces = text
		.replace(/(\d),(\d)/g, '$1.$2')
		.split(SEPARATORS)
		.map((piece) => piece.replace(NUMBERED, '').trim())
		.filter(Boolean);
	const named = pieces.map((piece) => {
		const share = SHARE.exec(piece);
		return { name: (share ? piece.slice(0, share.index) : piece).trim(), share: share?.[1] ?? '' };
	});
	const unclear = named.find(({ name }) => !NAME.test(name) || name.length > LIMITS.authorName);
	if (unclear) return { code: 'author_unclear', params: { text: unclear.name || text.trim() } };
	if (named.length > LIMITS.authors) return { code: 'authors_too_many', params: { max: LIMITS.authors } };
	const beside = sharesText
		.split(/[;\n/|-]|,\s/)
		.map((share) => share.trim())
		.filter(Boolean);
	const shares = beside.length > 0 ? beside : named.map(({ share }) => share).filter(Boolean);
	const names = named.map(({ name }) => name.replace(/\s+/g, ' '));
	if (shares.length === 0) return { authors: join(names, equalShares(names.length)), sharesStated: false };
	if (shares.length !== names.length) return { code: 'shares_incomplete' };
	const points = shares.map((share) => parseShare(roundShare(share)));
	const unreadable = shares.find((_, index) => points[index] === null);
	if (unreadable) return { code: 'share_unreadable', params: { text: unreadable } };
	return withSum(names, points as number[]);
}

/** `parseShare` knows two decimals, as basis points have; «33,333 %» has more. */
const roundShare = (share: string) => share.replace(/([.,]\d\d)\d+/, '$1');

function withSum(names: readonly string[], points: readonly number[]): AuthorsReading {
	const sum = points.reduce((total, each) => total + each, 0);
	const off = WHOLE - sum;
	if (Math.abs(off) > names.length) return { code: 'shares_sum', params: { sum: sum / 100 } };
	// The missing hundredths go to the first authors, one each
	const mended = points.map((each, index) => each + (index < Math.abs(off) ? Math.sign(off) : 0));
	return { authors: join(names, mended), sharesStated: true };
}

const join = (names: readonly string[], shares: readonly number[]): ListAuthor[] =>
	names.map((name, index) => ({ name, share: shares[index]! }));
