/**
 * How much of a long proof to run: a little in `npm test`, all of it by `npm run prove NAME`.
 * The seed is printed with every failure and can be given as SEED.
 */
export const proving = process.env.PROVE === '1';

export const amount = (inTests: number, inProof: number): number => (proving ? inProof : inTests);

export const seed: number = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
