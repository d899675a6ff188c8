import { createHash } from "node:crypto";
import { pagesOfShop } from "../../commerce/embedded/pages.ts";
import { inShop } from "../../models/commerce.ts";
import type { Clock } from "../../models/ports/clock.ts";
import { type OpenRecords, StaleRecordError } from "../../models/ports/records.ts";
import { type ShopEvent, takenEventDays, takenEventKind } from "../../models/shop-events.ts";

/** Which events were taken, so that each is taken once. */
export interface TakenEvents {
  /** `other`: its id was of an event that said something else. */
  look(event: ShopEvent): Promise<"new" | "known" | "other">;
  note(event: ShopEvent): Promise<void>;
  /** Forgets those of {@link takenEventDays} ago. @returns how many */
  expire(): Promise<number>;
}

export async function takenEvents(shopId: string, records: OpenRecords, clock: Clock): Promise<TakenEvents> {
  const taken = await records(takenEventKind);
  return {
    async look(event) {
      const kept = await taken.get(inShop(shopId, event.id));
      if (!kept) return "new";
      return kept.doc.checksum === checksumOf(event) ? "known" : "other";
    },
    async note(event) {
      const takenAt = clock.now().toISOString();
      try {
        await taken.save({ shopId, id: event.id, checksum: checksumOf(event), takenAt }, 0);
      } catch (error) {
        if (!(error instanceof StaleRecordError)) throw error;
      }
    },
    async expire() {
      const before = clock.now().getTime() - takenEventDays * 24 * 3_600_000;
      let count = 0;
      for await (const page of pagesOfShop(taken, takenEventKind, shopId))
        for (const event of page.filter(({ takenAt }) => Date.parse(takenAt) < before))
          if (await taken.remove(takenEventKind.id(event))) count++;
      return count;
    },
  };
}

/** Of what it says, in whatever order its fields came: they were parsed. */
const checksumOf = (event: ShopEvent): string =>
  createHash("sha256").update(JSON.stringify(event)).digest("hex");
