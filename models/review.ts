import { z } from "zod";
import { inShop } from "./commerce.ts";
import type { RecordKind } from "./ports/records.ts";

export const worstMark = 1;
export const bestMark = 5;

/** Such a mark is for people to look at. */
export const isLow = (mark: number): boolean => mark <= 2;

/** What a shopper thinks of an order. */
export const Review = z.object({
  shopId: z.string(),
  /** Its number. */
  order: z.string(),
  conversationId: z.string(),
  mark: z.int().min(worstMark).max(bestMark),
  at: z.iso.datetime(),
});
export type Review = z.infer<typeof Review>;

export const reviewKind: RecordKind<Review, never> = {
  name: "reviews",
  schema: Review,
  id: ({ shopId, order }) => inShop(shopId, order),
  indexes: {},
};
