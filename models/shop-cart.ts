import { z } from "zod";
import { inShop } from "./commerce.ts";
import { Money } from "./money.ts";
import type { RecordKind } from "./ports/records.ts";

/** A cart on the shop's own page, as its system tells of it. Those in chats are in `cart.ts`. */
export const ShopCart = z.object({
  shopId: z.string(),
  /** The shop's own. */
  id: z.string().min(1).max(100),
  /** Whose it is: by E.164 number or e-mail, as far as the page knows. */
  contact: z.strictObject({ phone: z.e164().optional(), email: z.email().optional() }),
  /** None: it was emptied, or ordered. */
  lines: z.array(z.strictObject({ sku: z.string().min(1).max(100), quantity: z.int().positive() })).max(100),
  total: Money,
  /** Where the shopper goes on with it. */
  url: z.url({ protocol: /^https?$/ }).max(2000),
  updatedAt: z.iso.datetime(),
});
export type ShopCart = z.infer<typeof ShopCart>;

export const shopCartKind: RecordKind<ShopCart, never> = {
  name: "shop_carts",
  schema: ShopCart,
  id: ({ shopId, id }) => inShop(shopId, id),
  indexes: {},
};
