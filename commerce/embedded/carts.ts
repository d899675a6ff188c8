import { type Cart, changed, newCart } from "../../models/cart.ts";
import { inShop } from "../../models/commerce.ts";
import type { Clock } from "../../models/ports/clock.ts";
import type { CartSystem } from "../../models/ports/commerce.ts";
import { type Records, StaleRecordError } from "../../models/ports/records.ts";
import type { ShopCart } from "../../models/shop-cart.ts";

export function embeddedCarts(
  shopId: string,
  records: Records<Cart>,
  shopCarts: Records<ShopCart>,
  clock: Clock,
): CartSystem {
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
    getShopCart: async (id) => (await shopCarts.get(inShop(shopId, id)))?.doc ?? null,
    async keepShopCart(told) {
      for (;;) {
        const kept = await shopCarts.get(inShop(shopId, told.id));
        if (kept && Date.parse(kept.doc.updatedAt) > Date.parse(told.updatedAt)) return false;
        try {
          await shopCarts.save({ ...told, shopId }, kept?.version ?? 0);
          return true;
        } catch (error) {
          if (!(error instanceof StaleRecordError)) throw error;
        }
      }
    },
  };
}
