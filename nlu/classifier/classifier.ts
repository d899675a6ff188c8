import type { IntentScore } from "../../models/ports/recogniser.ts";

/** A classifier's opinion of one text. */
export interface Opinion {
  /** Every intent with a score above 0, best first; `None` is among them when it was trained. */
  scores: IntentScore[];
  /** Share of the words, 0 to 1, that training has never seen. */
  unknown: number;
}

/** Gives its opinion on a folded text. Pure and quick; several may be joined into one. */
export interface Classifier {
  classify(folded: string): Opinion;
  /** Whether training has seen this (folded) word. */
  knows(word: string): boolean;
}
