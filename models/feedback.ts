import { z } from "zod";
import { inShop } from "./commerce.ts";
import type { RecordKind } from "./ports/records.ts";

/** A mark that a shopper gave, of the shop and its articles, or of how a conversation went. */
export const Feedback = z.object({
  /** The same mark again is the same record. */
  key: z.string(),
  shopId: z.string(),
  conversationId: z.string(),
  of: z.enum(["shop", "conversation"]),
  /** From 1 to 5. */
  mark: z.int().min(1).max(5),
  at: z.iso.datetime(),
});
export type Feedback = z.infer<typeof Feedback>;

export const feedbackKind: RecordKind<Feedback, "shop"> = {
  name: "feedback",
  schema: Feedback,
  id: ({ shopId, key }) => inShop(shopId, key),
  indexes: { shop: ({ shopId }) => [shopId] },
};

/** When a contact was last asked how a conversation went. */
export const Asked = z.object({
  /** The contact. */
  id: z.string(),
  at: z.iso.datetime(),
  /** By which call. */
  by: z.string(),
});
export type Asked = z.infer<typeof Asked>;

export const askedKind: RecordKind<Asked, never> = {
  name: "satisfaction",
  schema: Asked,
  id: ({ id }) => id,
  indexes: {},
};

const weekMs = 7 * 24 * 3_600_000;

/** Nobody is asked more often than once a week; who asks the same again has not asked before. */
export const mayAsk = (asked: Asked | null, by: string, now: Date): boolean =>
  asked === null || asked.by === by || now.getTime() - Date.parse(asked.at) >= weekMs;
