import { z } from "zod";
import { inShop } from "./commerce.ts";
import type { RecordKind } from "./ports/records.ts";

/** A shopper wants to be told when something can be had again. */
export const Awaited = z.object({
  /** The same wish again is the same record. */
  key: z.string(),
  shopId: z.string(),
  conversationId: z.string(),
  productId: z.string(),
  /** Only of this colour or size, when they said so. */
  color: z.string().optional(),
  size: z.string().optional(),
  isTold: z.boolean(),
});
export type Awaited = z.infer<typeof Awaited>;

export const awaitedKind: RecordKind<Awaited, "open" | "product"> = {
  name: "awaited",
  schema: Awaited,
  id: ({ shopId, key }) => inShop(shopId, key),
  indexes: {
    open: ({ shopId, isTold }) => (isTold ? [] : [shopId]),
    /** Open ones. */
    product: ({ shopId, productId, isTold }) => (isTold ? [] : [inShop(shopId, productId)]),
  },
};
