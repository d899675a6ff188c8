import { randomInt } from "node:crypto";

/** The most that `randomInt` draws from. */
const parts = 2 ** 48 - 1;

/** From 0 up to 1, by chance that nobody can foresee: codes that prove something are made of it. */
export const secureRandom = (): number => randomInt(parts) / parts;
