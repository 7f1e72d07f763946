import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { learnFromVerdicts } from '#features/review/commands/learn.ts';
import { adoptModel } from '#features/similarity/commands/adopt-model.ts';
import { rebuild } from '#features/similarity/commands/rebuild.ts';
import { screenAgain } from '#features/similarity/commands/screen.ts';
import { screeningLag, screeningState } from '#features/similarity/queries/lag.ts';
import { alignerAsOf } from '#features/similarity/queries/versions.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { progressBar, writeLine } from './output.ts';
import { withPortal } from './session.ts';

/** Documents screened in one transaction, which published figures wait for. */
const BATCH = 10;

export function registerScreening(program: Command): void {
	const group = program
		.command('screening')
		.description('the index by which copies are found, and what is still to be screened');
	group.command('status').description('what is indexed, and how far screening is').action(status);
	group
		.command('rebuild')
		.description('pack the index anew beside the running portal')
		.option('--count', 'also count anew what is common; then everything is screened again')
		.action(rebuildIndex);
	group
		.command('rescreen')
		.description('screen everything again; broken off, the portal goes on with it')
		.action(rescreen);
	group
		.command('learn')
		.description('learn the weights of the band «similar» from verdicts; then everything is screened again')
		.option('--try', 'only say what they would be worth')
		.action(learn);
}

function status(_options: object, command: Command): Promise<void> {
	return withPortal(command, async ({ db, clock }, { json }) => {
		const state = await screeningState(db);
		const lag = await screeningLag(db, clock.now());
		if (json) return writeLine({ ...state, ...lag });
		const { version, countedTexts, packed, unpacked, screenedTo, screenUntil } = state;
		process.stdout.write(
			[
				`index    ${packed} texts packed, ${unpacked} documents since`,
				`evidence version ${version}, counted in ${countedTexts} texts`,
				`waiting  ${lag.waiting} documents, the oldest for ${lag.seconds.toFixed(0)} s`,
				screenedTo < screenUntil
					? `again    everything is being screened under version ${version}: document ${screenedTo} of ${screenUntil}`
					: `again    everything is screened under version ${version}`,
				'',
			].join('\n'),
		);
	});
}

function rebuildIndex(options: { count?: boolean }, command: Command): Promise<void> {
	return withPortal(command, async ({ db, clock }, { json }) => {
		const bar = progressBar('rebuild', 1000);
		const done = await rebuild(db, options.count ? 'count' : 'pack', {
			progress: (share) => bar.update(Math.round(share * 1000)),
			now: () => clock.now(),
		});
		bar.stop();
		if (!done) throw new Refusal('rebuild_running');
		const { version, packed } = await screeningState(db);
		if (json) writeLine({ version, packed });
		else process.stdout.write(`${packed} texts packed, evidence of version ${version}\n`);
	});
}

function rescreen(_options: object, command: Command): Promise<void> {
	return withPortal(command, async ({ db, clock }, { json }) => {
		const version = await db.transaction(async (tx) =>
			adoptModel(tx, (await alignerAsOf(tx)).statistics.model, clock.now()),
		);
		const { screenUntil } = await screeningState(db);
		const bar = progressBar('rescreen', screenUntil);
		for (;;) {
			const screened = await screenAgain(db, BATCH, () => clock.now());
			const state = await screeningState(db);
			if (state.version !== version || state.screenedTo >= state.screenUntil) break;
			bar.update(state.screenedTo);
			// The portal's own screener holds it just now.
			if (screened === 0) await sleep(200);
		}
		bar.stop();
		if (json) writeLine({ version, documents: screenUntil });
		else process.stdout.write(`everything is screened under version ${version}\n`);
	});
}

function learn(options: { try?: boolean }, command: Command): Promise<void> {
	return withPortal(command, async ({ db, clock }, { json }) => {
		const learnt = await db.transaction((tx) =>
			learnFromVerdicts(tx, clock.now(), { tryOut: options.try ?? false }),
		);
		if (json) return writeLine(learnt);
		const { copies, others, before, after, version } = learnt;
		const share = (value: number) => `${(value * 100).toFixed(1)} %`;
		process.stdout.write(
			`${copies} copies and ${others} others: right on ${share(before)} before, ${share(after)} after` +
				`${version === null ? '; nothing changed' : `; version ${version}`}\n`,
		);
	});
}
