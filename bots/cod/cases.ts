import { pagesOfShop } from "../../commerce/embedded/pages.ts";
import { type CodCase, codCaseKind } from "../../models/cod/case.ts";
import { inShop } from "../../models/commerce.ts";
import type { OpenRecords } from "../../models/ports/records.ts";
import { changeRecord } from "../change-record.ts";

/** The orders of a shop that are paid at the door. */
export interface CodCases {
  get(number: string): Promise<CodCase | null>;
  /** The first one stays: scored again, an order keeps its score. */
  keep(made: CodCase): Promise<CodCase>;
  /** Null: the order has none, for it came before scores, or is not paid at the door. */
  change(number: string, next: (kept: CodCase) => CodCase): Promise<CodCase | null>;
  /** Those that have not ended. */
  open(): Promise<CodCase[]>;
  /** Those that were taken or refused at the door, in the order they were placed. */
  taught(): Promise<CodCase[]>;
  all(): Promise<CodCase[]>;
}

export async function codCases(shopId: string, open: OpenRecords): Promise<CodCases> {
  const records = await open(codCaseKind);
  const id = (number: string): string => inShop(shopId, number);
  return {
    get: async (number) => (await records.get(id(number)))?.doc ?? null,
    keep: (made) =>
      changeRecord(records, id(made.number), (kept) => (kept ? { value: kept } : { doc: made, value: made })),
    change: (number, next) =>
      changeRecord(records, id(number), (kept) => {
        if (!kept) return { value: null };
        const doc = next(kept);
        return doc === kept ? { value: kept } : { doc, value: doc };
      }),
    open: () => records.find("open", shopId),
    taught: async () =>
      (await records.find("taught", shopId)).toSorted((a, b) => a.placedAt.localeCompare(b.placedAt)),
    async all() {
      const cases: CodCase[] = [];
      for await (const page of pagesOfShop(records, codCaseKind, shopId)) cases.push(...page);
      return cases;
    },
  };
}
