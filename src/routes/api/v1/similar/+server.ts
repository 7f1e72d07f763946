import { z } from 'zod';
import { similarInitiatives } from '#features/initiatives/queries/similar.ts';
import { SCREENED_FIELDS } from '#features/initiatives/rules/screened-text.ts';
import { content, idOf } from '#features/initiatives/schema.ts';
import { type Limit, takeTurnHere } from '#platform/http/rate-limit.ts';
import { endpoint, signedIn } from '#portal/web/endpoint.ts';

/** Typing pauses some twenty times a minute. */
const ASKED: Limit = { name: 'similar', turns: 90, seconds: 60 };

export const POST = endpoint({
	summary: 'Initiatives like one that is being written, most alike first, at most five',
	description:
		'Says what the form says while somebody types: approved initiatives whose text is public, and the ' +
		"caller's own submitted ones, whichever have enough in common with the text. Nothing is kept of what is sent.",
	body: content.pick({ title: true, problem: true, solution: true, result: true }).extend({
		mends: z.string().max(20).default('').describe('Code of the returned initiative that is being mended'),
	}),
	example: { title: 'Gá kẹp xoay giúp hàn khung ghế không phải trở tay' },
	answer: z.object({
		similar: z.array(
			z.object({
				code: z.string(),
				title: z.string(),
				unit: z.string(),
				submittedOn: z.string().describe('Local date, yyyy-mm-dd'),
				mine: z.boolean().describe('The caller is an author of it or entered it'),
				href: z.string().describe('Its page'),
				share: z.number().describe('How much of the text sent stands in it, 0 to 1'),
				fields: z.array(z.enum(SCREENED_FIELDS)).describe('In which parts of the text sent'),
				quote: z.string().describe('The longest stretch in common, out of the text sent'),
			}),
		),
	}),
	refusals: ['too_many_requests'],
	handle: async ({ portal: { db }, actor, body: { mends, ...fields } }) => {
		const person = signedIn(actor);
		await takeTurnHere(ASKED, String(person.accountId));
		return { similar: await similarInitiatives(db, person, fields, idOf(mends)) };
	},
});
