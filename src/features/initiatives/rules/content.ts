import { appliedInWindow } from '#features/programmes/rules.ts';
import type { Programme } from '#features/programmes/schema.ts';
import type { LocalDate } from '#platform/clock/clock.ts';
import type { Issue } from '#platform/http/refusal.ts';
import { parseDate } from '#platform/text/dates.ts';
import { fold } from '#platform/text/fold.ts';
import { type Author, BENEFIT_MAX, type Content, type NewInitiative, WHOLE } from '../schema.ts';
import { parseBenefit } from './benefit.ts';
import { keptOriginals } from './originals.ts';
import { equalShares, parseShare } from './shares.ts';

/** What a draft amounts to: an initiative when nothing is missing and nothing is wrong. */
export interface Checked {
	/** Required inputs that are empty: a draft may keep them so, a submission may not. */
	missing: Issue[];
	/** What is there and wrong. */
	issues: Issue[];
	initiative: NewInitiative | null;
}

/**
 * Reads what was typed under the rules of the programme (domain rules §3). Form, API and importer all come
 * through here, so a list meets the same rules as a page.
 * @param accounts ids of authors' accounts by e-mail or phone as typed, for those that exist
 */
export function checkContent(
	programme: Programme,
	content: Content,
	today: LocalDate,
	accounts: ReadonlyMap<string, number> = new Map(),
): Checked {
	const issues: Issue[] = [];
	const report = (field: string, code: string, params?: Issue['params']) =>
		issues.push({ field, code, params });

	const chosen = (field: 'group' | 'field', choices: Programme['groups']) => {
		const choice = choices.find((each) => each.code === content[field]);
		if (content[field] && !choice) report(field, 'choice_unknown');
		return choice?.id ?? null;
	};
	const date = (field: 'appliedOn' | 'recognisedOn') => {
		if (!content[field]) return null;
		const parsed = parseDate(content[field]);
		if ('code' in parsed) report(field, parsed.code, { ...parsed.params, text: content[field] });
		else if (parsed.date > today) report(field, 'date_in_future', { date: content[field] });
		else return parsed.date;
		return null;
	};

	const groupId = chosen('group', programme.groups);
	const fieldId = chosen('field', programme.fields);
	const appliedOn = date('appliedOn');
	const recognisedOn = date('recognisedOn');
	if (appliedOn && !appliedInWindow(programme, appliedOn))
		report('appliedOn', 'applied_outside_window', programme.application);
	let benefit: number | null = null;
	if (content.benefit) {
		const read = readBenefit('benefit', content.benefit);
		if (typeof read === 'number') benefit = read;
		else issues.push(read);
	}
	const authors = readAuthors(content, report, accounts);

	const missing = missingInputs(programme, content);
	if (missing.length > 0 || issues.length > 0) return { missing, issues, initiative: null };
	return {
		missing,
		issues,
		initiative: {
			unitId: content.unit!,
			title: content.title.replace(/\s+/g, ' '),
			groupId,
			fieldId,
			problem: content.problem,
			solution: content.solution,
			result: content.result,
			benefit,
			benefitText: content.benefit,
			socialBenefit: content.socialBenefit,
			difference: content.difference,
			appliedOn,
			recognisedBy: content.recognisedBy,
			recognitionNumber: content.recognitionNumber,
			recognisedOn,
			confidential: content.confidential,
			authors,
			consent: content.consent,
			originals: keptOriginals(content),
		},
	};
}

/** A benefit as typed into an input: whole đồng, or the issue of what is no amount that may be stated. */
export function readBenefit(field: string, text: string): number | Issue {
	const parsed = parseBenefit(text);
	if ('code' in parsed) return { field, code: parsed.code, params: { ...parsed.params, text } };
	return parsed.amount > BENEFIT_MAX ? { field, code: 'benefit_too_large' } : parsed.amount;
}

/** How each required input of a programme's configuration reads from what was typed. */
const PRESENT: Record<string, (content: Content) => boolean> = {
	unit: (c) => c.unit !== null,
	title: (c) => c.title !== '',
	authors: (c) => c.authors.some((author) => author.name !== ''),
	group: (c) => c.group !== '',
	field: (c) => c.field !== '',
	appliedOn: (c) => c.appliedOn !== '',
	effect: (c) => c.benefit !== '' || c.socialBenefit !== '',
	recognition: (c) => c.recognisedBy !== '',
	problem: (c) => c.problem !== '',
	solution: (c) => c.solution !== '',
	result: (c) => c.result !== '',
};

/** The input that a required thing is typed into, where the names differ. */
const INPUT: Record<string, string> = {
	authors: 'authors.0.name',
	effect: 'benefit',
	recognition: 'recognisedBy',
};

/** What no programme does without. */
const ALWAYS = ['unit', 'title', 'authors'];

function missingInputs(programme: Programme, content: Content): Issue[] {
	return [...new Set([...ALWAYS, ...programme.requiredFields])]
		.filter((name) => !PRESENT[name]?.(content))
		.map((name) => ({ field: INPUT[name] ?? name, code: `missing_${fold(name)}` }));
}

function readAuthors(
	content: Content,
	report: (field: string, code: string, params?: Issue['params']) => void,
	accounts: ReadonlyMap<string, number>,
): Author[] {
	const typed = content.authors
		.map((author, index) => ({ ...author, index }))
		.filter((author) => author.name);
	const shares = typed.every((author) => author.share === '')
		? equalShares(typed.length)
		: typed.map((author) => {
				const share = parseShare(author.share);
				if (share === null) report(`authors.${author.index}.share`, 'share_unreadable');
				return share ?? 0;
			});
	const sum = shares.reduce((total, share) => total + share, 0);
	if (typed.length > 0 && sum !== WHOLE && shares.every((share) => share > 0))
		report(`authors.${typed[0]!.index}.share`, 'shares_sum', { sum: sum / 100 });
	const seen = new Set<string>();
	for (const author of typed) {
		const key = `${fold(author.name)} ${author.login}`;
		if (seen.has(key)) report(`authors.${author.index}.name`, 'author_twice', { name: author.name });
		seen.add(key);
	}
	return typed.map((author, index) => ({
		name: author.name,
		share: shares[index]!,
		accountId: accounts.get(author.login) ?? null,
		namePublic: author.namePublic,
	}));
}
