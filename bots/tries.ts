import { inShop } from "../models/commerce.ts";
import type { Clock } from "../models/ports/clock.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import { isLocked, proofTriesKind, withFailure } from "../models/proof.ts";
import { changeRecord } from "./change-record.ts";

/** Counts tries by name (`order:10042`), so that nobody guesses for ever. */
export interface Tries {
  /** Whether one of them has had too many in the last hour. */
  areLocked(names: string[]): Promise<boolean>;
  /** One more for each. True: one had too many before, as others tried meanwhile. */
  count(names: string[]): Promise<boolean>;
}

export async function openTries(shopId: string, records: OpenRecords, clock: Clock): Promise<Tries> {
  const tries = await records(proofTriesKind);
  const countOne = (id: string): Promise<boolean> =>
    changeRecord(tries, id, (kept) => {
      const before = kept ?? { id, failedAt: [] };
      return isLocked(before, clock.now())
        ? { value: true }
        : { doc: withFailure(before, clock.now()), value: false };
    });
  return {
    async areLocked(names) {
      const known = await tries.getMany(names.map((name) => inShop(shopId, name)));
      return known.some((one) => isLocked(one, clock.now()));
    },
    async count(names) {
      const full = await Promise.all(names.map((name) => countOne(inShop(shopId, name))));
      return full.some(Boolean);
    },
  };
}

/** The name of the hashed network that a web conversation was opened from, if it is known. */
export function networkNames(kind: "network" | "code-network", reference: unknown): string[] {
  const network = (reference as { network?: unknown } | null)?.network;
  return typeof network === "string" ? [`${kind}:${network}`] : [];
}
