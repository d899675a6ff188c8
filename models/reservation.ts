import { z } from "zod";
import { inShop } from "./commerce.ts";
import type { RecordKind } from "./ports/records.ts";

/** Something put aside for a shopper. The stock itself holds the quantity (see `stock.ts`), this tells whose it is. */
export const PutAside = z.object({
  /** The name of the reservation in the stock as well. */
  key: z.string(),
  shopId: z.string(),
  conversationId: z.string(),
  productId: z.string(),
  sku: z.string(),
  quantity: z.int().positive(),
  /** Past this instant the stock is free again, whatever runs or does not. */
  until: z.iso.datetime(),
  /** The key of the call by which it was prolonged: it is not a second time. */
  extendedBy: z.string().nullable(),
  givenBack: z.boolean(),
  /** The number of the order in which it was bought elsewhere. It is given back as well, without going back into the stock. */
  soldIn: z.string().optional(),
});
export type PutAside = z.infer<typeof PutAside>;

export const putAsideKind: RecordKind<PutAside, "conversation"> = {
  name: "put_aside",
  schema: PutAside,
  id: ({ shopId, key }) => inShop(shopId, key),
  indexes: { conversation: ({ shopId, conversationId }) => [inShop(shopId, conversationId)] },
};

export const isHeld = ({ until, givenBack }: PutAside, now: Date): boolean =>
  !givenBack && Date.parse(until) > now.getTime();

/** What came of prolonging one: `already` was done before, `over` came too late. */
export type Changed = { outcome: "extended" | "already"; reservation: PutAside } | { outcome: "over" };
