import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '#platform/log/log.ts';
import { type Cluster, type ClusterOptions, DATABASE, openCluster, USER } from './cluster.ts';
import { findPostmaster, launchPostmaster, postmasterReady, shutDownPostmaster } from './postmaster.ts';
import { enter, type Presence, type Role } from './presence.ts';

/** How long a former owner's connection, or a server going down, may stand in the way. */
const PATIENCE_MS = 2_000;
/** «The database system is starting up»: a crash is being mended, which may take minutes and must not be cut short. */
const RECOVERING = '57P03';

export interface PostgresOptions extends ClusterOptions {
	readonly log: Logger;
}

/** A running PostgreSQL that this process uses. */
export interface Postgres {
	/** Connection string for node-postgres and libpq, over a Unix socket; the same across restarts. */
	readonly url: string;
	/** True when the server was already running: beside its owner, or left behind by a killed one. */
	readonly adopted: boolean;
	/** Leaves; the last one out shuts the server down. Close pools first. */
	stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL of a data folder for the one process that owns it (the portal), or adopts the server
 * that a killed owner left running. While it is owned, a server that dies is started again; the pool's
 * connections fail once and then work. Several processes may call this at once: PostgreSQL's own interlock lets
 * one server run, and all but one caller are refused.
 */
export async function startPostgres({ log, ...options }: PostgresOptions): Promise<Postgres> {
	const cluster = await openCluster(options);
	const first = await takePlace(cluster, 'owner');
	let { presence } = first;
	let stopping = false;
	log.info({ dir: cluster.dir, adopted: first.adopted }, 'PostgreSQL is up');

	async function watch(): Promise<void> {
		while (!stopping) {
			await presence.lost;
			if (stopping) return;
			log.error('PostgreSQL went away; starting it again');
			await comeBack();
		}
	}

	async function comeBack(): Promise<void> {
		for (let pause = 100; !stopping; pause = Math.min(pause * 2, 5_000)) {
			try {
				presence = (await takePlace(cluster, 'owner')).presence;
				log.warn('PostgreSQL is up again');
				if (stopping) await depart(cluster, presence);
				return;
			} catch (error) {
				log.error({ err: error }, 'PostgreSQL does not start; trying again');
				await sleep(pause);
			}
		}
	}

	const watching = watch();
	return {
		url: urlOf(cluster),
		adopted: first.adopted,
		async stop() {
			if (stopping) return;
			stopping = true;
			await depart(cluster, presence);
			await watching;
		},
	};
}

/**
 * For a command beside the portal: uses the server of the data folder if it runs, else starts it. Any number of
 * commands may do so at once, with or without the portal; the last to leave shuts the server down.
 */
export async function attachPostgres({ log, ...options }: PostgresOptions): Promise<Postgres> {
	const cluster = await openCluster(options);
	const { presence, adopted } = await takePlace(cluster, 'guest');
	log.debug({ dir: cluster.dir, adopted }, 'PostgreSQL is in use');
	let left: Promise<void> | undefined;
	return {
		url: urlOf(cluster),
		adopted,
		stop() {
			left ??= depart(cluster, presence);
			return left;
		},
	};
}

async function takePlace(cluster: Cluster, role: Role): Promise<{ presence: Presence; adopted: boolean }> {
	const started = Date.now();
	for (;;) {
		const adopted = findPostmaster(cluster) !== null;
		if (!adopted) await launchPostmaster(cluster);
		if (await postmasterReady(cluster)) {
			const presence = await enter(cluster, role).catch((error: Error & { code?: string }) => {
				if (error.code === RECOVERING || Date.now() - started < PATIENCE_MS) return null;
				throw error;
			});
			if (presence) return { presence, adopted };
		}
		await sleep(50);
	}
}

/** Where our connection broke but the server lives, we go in once more, to leave in order. */
async function depart(cluster: Cluster, presence: Presence): Promise<void> {
	const last = await presence.leave().catch(() => null);
	if (last) await shutDownPostmaster(cluster);
	await presence.end();
	if (last === null && findPostmaster(cluster) !== null) {
		const again = await takePlace(cluster, 'guest');
		await depart(cluster, again.presence);
	}
}

function urlOf(cluster: Cluster): string {
	return `postgresql://${USER}@/${DATABASE}?host=${encodeURIComponent(cluster.socketDir)}`;
}
