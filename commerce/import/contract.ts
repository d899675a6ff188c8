import type { Product, Stock } from "../../models/commerce.ts";
import type { Language } from "../../models/language.ts";
import type { EntityWords } from "../../models/locale.ts";

export const importFormats = ["csv", "json"] as const;
export type ImportFormat = (typeof importFormats)[number];

/** The shop that a catalogue is read for. */
export interface ImportShop {
  shopId: string;
  /** Prices of files that name none are in this one. */
  currency: string;
  /** Of texts that name none. */
  language: Language;
  /** Colours, sizes and categories become their keys where these know them. */
  words: Record<Language, EntityWords>;
}

/** Something in the file that was left out, and how to mend it. What has no problem is imported all the same. */
export interface Problem {
  /** Line of the file, from 1. JSON has none but for faults of its syntax. */
  line?: number;
  /** Name of the CSV column, or JSON path such as `[3].variants[0].price`. */
  column?: string;
  message: string;
}

export interface ImportedCatalogue {
  products: Product[];
  /** Of every variant of `products`. */
  stock: Stock[];
  problems: Problem[];
  /**
   * Ids of all products that the file names, those left out for a fault as well. Null when a part of it could not
   * be read, so that nobody knows what else it names.
   */
  named: Set<string> | null;
}

export const emptyImport = (...problems: Problem[]): ImportedCatalogue => ({
  products: [],
  stock: [],
  problems,
  named: null,
});
