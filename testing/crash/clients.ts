import { setTimeout as sleep } from 'node:timers/promises';
import { type Caller, type CrashWorld, PROGRAMME, typed, UNIT } from './world.ts';

/** What the clients sent, and what the portal told them it has. */
export interface Ledger {
	/** Code answered by key. */
	submitted: Map<string, string>;
	/** Levels that were decided, by code. */
	decided: Map<string, number[]>;
	/** Number in the title last saved, by draft. */
	saved: Map<string, number>;
	/** When the first call that was begun after `since` was answered; both in ms since 1970. */
	answered: { since: number; at: number | null };
	/** How often a call had to be made again. */
	repeats: number;
}

export const emptyLedger = (): Ledger => ({
	submitted: new Map(),
	decided: new Map(),
	saved: new Map(),
	answered: { since: 0, at: null },
	repeats: 0,
});

const PATIENCE_MS = 120_000;

/**
 * People and scripts that use the portal at once and do not give up: every call is made again, the same, until
 * it is answered. `drain` lets them finish what they have begun.
 */
export function startClients(url: string, world: CrashWorld, ledger: Ledger): { drain(): Promise<void> } {
	let going = true;
	const waiting: string[] = [...ledger.submitted.values()].filter((code) => !ledger.decided.has(code));

	/** Answers the reply and how many attempts it took: more than one means that an earlier one may have worked. */
	async function call(caller: Caller, method: string, path: string, body: unknown, key?: string) {
		const began = Date.now();
		for (let attempt = 1; ; attempt++) {
			const reply = await fetch(`${url}/api/v1/${path}`, {
				method,
				headers: {
					authorization: `Bearer ${caller.token}`,
					'content-type': 'application/json',
					...(key && { 'idempotency-key': key }),
				},
				body: JSON.stringify(body),
				signal: AbortSignal.timeout(10_000),
			})
				.then(async (response) => ({ status: response.status, body: await response.json() }))
				.catch(() => null);
			if (reply && reply.status < 500) {
				const { since, at } = ledger.answered;
				if (at === null && began >= since) ledger.answered.at = Date.now();
				return { ...reply, attempt };
			}
			if (Date.now() - began > PATIENCE_MS)
				throw new Error(`${method} ${path}: no answer in ${PATIENCE_MS} ms, last ${JSON.stringify(reply)}`);
			ledger.repeats++;
			await sleep(20);
		}
	}

	async function submit(caller: Caller) {
		const number = ledger.submitted.size;
		// Now and then one that was acknowledged long ago is sent again: it is the same one still.
		const old = number % 10 === 9 ? [...ledger.submitted][Math.floor(Math.random() * number)] : undefined;
		if (old) {
			const [key, code] = old;
			const owner = world.members.find(({ actor }) => key.startsWith(`${actor.accountId}-`))!;
			const again = await call(owner, 'POST', 'initiatives', submission(owner, key), key);
			expectReply(again, again.status === 200 && again.body.present && again.body.code === code);
		}
		const key = `${caller.actor.accountId}-${crypto.randomUUID()}`;
		const reply = await call(caller, 'POST', 'initiatives', submission(caller, key), key);
		const fresh = reply.status === 201 && !reply.body.present;
		expectReply(reply, fresh || (reply.attempt > 1 && reply.status === 200 && reply.body.present));
		ledger.submitted.set(key, reply.body.code);
		waiting.push(reply.body.code);
	}

	async function decide() {
		const code = waiting.shift();
		if (!code) return void (await sleep(5));
		const id = Number(code.slice(3));
		const steps = [
			[world.officer, 'confirm'],
			[world.reviewer, 'approve'],
		] as const;
		ledger.decided.set(code, []);
		for (const [index, [caller, action]] of steps.entries()) {
			const reply = await call(caller, 'POST', 'review/decisions', [{ id, seq: index + 1, action }]);
			const refused = reply.body[0]?.refused;
			expectReply(
				reply,
				reply.status === 200 && (refused === null || (reply.attempt > 1 && refused === 'state_changed')),
			);
			ledger.decided.get(code)!.push(index + 1);
		}
	}

	async function save(index: number) {
		const draft = world.drafts[index]!;
		const number = (ledger.saved.get(draft) ?? 0) + 1;
		const content = typed(`Bản ${number}`, '');
		const owner = world.members[index]!;
		const reply = await call(owner, 'PUT', `drafts/${draft}`, { version: null, content });
		expectReply(reply, reply.status === 200);
		ledger.saved.set(draft, number);
		await sleep(20);
	}

	const again = async (step: () => Promise<void>) => {
		while (going) await step();
	};
	const clients = Promise.all([
		...world.members.map((caller) => again(() => submit(caller))),
		...world.drafts.map((_, index) => again(() => save(index))),
		again(decide),
	]);
	clients.catch(() => {
		going = false;
	});
	return {
		async drain() {
			going = false;
			await clients;
		},
	};
}

const submission = ({ actor }: Caller, key: string) => ({
	...typed(`Sáng kiến ${key}`, actor.name),
	programme: PROGRAMME,
	unit: UNIT,
});

function expectReply(reply: { status: number; body: unknown; attempt: number }, right: boolean): void {
	if (!right) throw new Error(`unexpected answer: ${JSON.stringify(reply)}`);
}
