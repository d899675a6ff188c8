import type { Understanding } from "../../models/ports/recogniser.ts";

const sure = 0.35;

/** The likeliest intent, when it is likely enough; a yes or no that is hoped for stands before it, however unlikely. */
export function meant({ intents }: Understanding): string | null {
  const [best] = intents.toSorted((a, b) => b.score - a.score);
  return best && best.score >= sure ? best.name : null;
}
