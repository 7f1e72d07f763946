import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { learnFromVerdicts } from '#features/review/commands/learn.ts';
import { adoptModel } from '#features/similarity/commands/adopt-model.ts';
import { rebuild } from '#features/similarity/commands/rebuild.ts';
import { screenAgain } from '#features/similarity/commands/screen.ts';
import { manyToScreen } from '#features/similarity/commands/screen-many.ts';
import { screeningLag, screeningRate, screeningState } from '#features/similarity/queries/lag.ts';
import { alignerAsOf } from '#features/similarity/queries/versions.ts';
import type { Db } from '#platform/db/db.ts';
import { Refusal } from '#platform/http/refusal.ts';
import { type ScreeningMany, screenMany } from '#portal/screener/many.ts';
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
		const perSecond = await screeningRate(db);
		if (json) return writeLine({ ...state, ...lag, perSecond });
		const { version, countedTexts, packed, unpacked, screenedTo, screenUntil } = state;
		process.stdout.write(
			[
				`index    ${packed} texts packed, ${unpacked} documents since`,
				`evidence version ${version}, counted in ${countedTexts} texts`,
				`waiting  ${lag.waiting} documents, the oldest for ${lag.seconds.toFixed(0)} s`,
				screenedTo < screenUntil
					? `again    everything is being screened under version ${version}: document ${screenedTo} of ${screenUntil}`
					: `again    everything is screened under version ${version}`,
				`rate     ${rateSentence(perSecond, lag.waiting + screenUntil - screenedTo)}`,
				'',
			].join('\n'),
		);
	});
}

function rateSentence(perSecond: number, left: number): string {
	const rate = `${perSecond.toFixed(perSecond < 10 ? 1 : 0)} documents a second in the last minute`;
	return left === 0 || perSecond === 0 ? rate : `${rate}, ${Math.ceil(left / perSecond / 60)} min left`;
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
	return withPortal(command, async ({ db, clock, config }, { json }) => {
		const version = await db.transaction(async (tx) =>
			adoptModel(tx, (await alignerAsOf(tx)).statistics.model, clock.now()),
		);
		const { screenUntil } = await screeningState(db);
		const bar = progressBar('rescreen', screenUntil);
		for (;;) {
			const state = await screeningState(db);
			if (state.version !== version || state.screenedTo >= state.screenUntil) break;
			bar.update(state.screenedTo);
			const progress = (screened: number) => bar.update(Math.min(screenUntil, state.screenedTo + screened));
			const how = { threads: config.screeningThreads, now: () => clock.now(), progress };
			if (await screenMore(db, how)) continue;
			// The portal's own screener is at it.
			await sleep(200);
		}
		bar.stop();
		if (json) writeLine({ version, documents: screenUntil });
		else process.stdout.write(`everything is screened under version ${version}\n`);
	});
}

/** Answers false when another process is at it. */
async function screenMore(db: Db, how: ScreeningMany): Promise<boolean> {
	if (await manyToScreen(db)) {
		const { done } = await screenMany(db, how);
		if (done !== 'memory') return done === 'screened';
	}
	return (await screenAgain(db, BATCH, how.now)) > 0;
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
