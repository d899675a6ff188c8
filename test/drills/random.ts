/**
 * Repeatable chance (mulberry32), from 0 up to 1. A drill prints its seed when it fails; DRILL_SEED runs it again.
 */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const drillSeed = (): number => Number(process.env.DRILL_SEED ?? Date.now() % 1_000_000);
