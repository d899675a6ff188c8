import type { Product } from "../../models/commerce.ts";
import type { Language } from "../../models/language.ts";
import type { EntityWords } from "../../models/locale.ts";
import type { CatalogueQuery, Found } from "./contract.ts";
import type { SnapshotPlace } from "./snapshot.ts";

/** What the worker is started with. */
export interface WorkerStart {
  words: Record<Language, EntityWords>;
  snapshot: SnapshotPlace | null;
}

export type Ask =
  /** Answers whether the snapshot holds this catalogue. */
  | { op: "load" }
  | { op: "put"; products: Product[] }
  | { op: "remove"; ids: string[] }
  /** After the first products: takes less memory, and writes the snapshot. */
  | { op: "settle" }
  | { op: "search"; query: CatalogueQuery }
  | { op: "categories"; most: number };

export interface Answers {
  load: boolean;
  put: null;
  remove: null;
  settle: null;
  search: { ids: Found[]; total: number };
  categories: string[];
}

export type Question = { id: number; ask: Ask };
export type Answer = { id: number } & ({ value: Answers[keyof Answers] } | { error: unknown });
