import type { DrillStores, StoreName } from "./stores.ts";

/** What a drill found. Anything in `faults` is a missed figure. */
export interface Outcome {
  /** How often the thing was done to the server: kills, messages, requests. */
  runs: number;
  /** Accepted and not answered, or gone. */
  lost: number;
  duplicated: number;
  /** Answered in another order than written. */
  inverted: number;
  faults: string[];
  /** Figures worth printing. */
  note?: string;
}

/** Short: seconds, counts only, in the tests. Full: the figures of the list of drills. */
export type Form = "short" | "full";

export interface Drill {
  name: string;
  /** On one store only, and why. */
  only?: { store: StoreName; because: string };
  run(form: Form, stores: DrillStores): Promise<Outcome>;
}

/** Whether a drill has something to say about a store. */
export const isFor = ({ only }: Drill, store: StoreName): boolean => (only?.store ?? store) === store;

export const noneLost = { lost: 0, duplicated: 0, inverted: 0 };

/** Every figure that an outcome misses, in words. */
export function missed({ lost, duplicated, inverted, faults }: Outcome): string[] {
  const counts = Object.entries({ lost, duplicated, inverted }).filter(([, count]) => count > 0);
  return [...counts.map(([what, count]) => `${count} ${what}`), ...faults];
}
