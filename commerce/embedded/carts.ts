import { type Cart, changed, newCart } from "../../models/cart.ts";
import { inShop } from "../../models/commerce.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { CartSystem } from "../../models/ports/commerce.ts";
import { type Records, StaleRecordError } from "../../models/ports/records.ts";

export function embeddedCarts(shopId: string, records: Records<Cart>, clock: Clock): CartSystem {
  const find = (conversationId: string) => records.get(inShop(shopId, conversationId));
  const empty = (conversationId: string) => newCart(shopId, conversationId, clock.now());
  return {
    getCart: async (conversationId) => (await find(conversationId))?.doc ?? empty(conversationId),
    async changeCart(key, conversationId, change) {
      for (;;) {
        const found = await find(conversationId);
        const before = found?.doc ?? empty(conversationId);
        const after = changed(before, change, key, clock.now());
        if (after === before) return before;
        try {
          await records.save(after, found?.version ?? 0);
          return after;
        } catch (error) {
          if (!(error instanceof StaleRecordError)) throw error;
        }
      }
    },
  };
}
