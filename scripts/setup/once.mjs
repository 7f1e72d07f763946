import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * Runs `work` while no other process of this clone does, so that two first starts do not install over each
 * other. The lock is a socket that its holder listens on: it ends with its process, however that ends, and
 * those who wait notice at once. On Linux its name is no file, so nothing is left behind.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(work) {
	const digest = createHash('sha256').update(root).digest('hex').slice(0, 16);
	const name = `sangkien-setup-${digest}`;
	const address = process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
	const lock = await hold(address);
	try {
		return await work();
	} finally {
		await new Promise((released) => lock.close(released));
	}
}

/** @param {string} address */
async function hold(address) {
	for (;;) {
		const lock = createServer((waiting) => waiting.on('error', () => {}).unref()).unref();
		const held = await new Promise((resolve, reject) => {
			lock.once('listening', () => resolve(true));
			lock.once('error', (/** @type {NodeJS.ErrnoException} */ error) =>
				error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
			);
			lock.listen(address);
		});
		if (held) return lock;
		await holderGone(address);
	}
}

/**
 * @param {string} address
 * @returns {Promise<void>}
 */
function holderGone(address) {
	return new Promise((resolve) => {
		const waiting = connect(address);
		waiting.on('close', () => resolve());
		waiting.on('error', (/** @type {NodeJS.ErrnoException} */ error) => {
			// A socket file whose process is dead: only where names are files.
			if (error.code === 'ECONNREFUSED' && !address.startsWith('\0')) rmSync(address, { force: true });
		});
		waiting.resume();
	});
}
