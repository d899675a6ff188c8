import type { OpenRecords, Records } from "../../models/ports/records.ts";

/** Records of which one save fails: what is behind it never happened, as if the process had been killed there. */
export interface FailingRecords {
  records: OpenRecords;
  /** How many saves there have been. */
  saves(): number;
  /** The `nth` save from now on fails; `written`: after it was done, so that nobody learns of it. */
  failAt(nth: number, written: boolean): void;
}

export function failingRecords(inner: OpenRecords): FailingRecords {
  let saves = 0;
  let failing: { at: number; written: boolean } | null = null;
  const failed = new Error("killed");

  function guard<T, Index extends string>(kept: Records<T, Index>): Records<T, Index> {
    return {
      ...kept,
      async save(doc, expected) {
        const isNow = ++saves === failing?.at;
        if (isNow && !failing?.written) throw failed;
        await kept.save(doc, expected);
        if (isNow) throw failed;
      },
    };
  }

  return {
    records: async (kind) => guard(await inner(kind)),
    saves: () => saves,
    failAt(nth, written) {
      failing = { at: saves + nth, written };
    },
  };
}
