import { z } from "zod";
import { inShop, type Order } from "../commerce.ts";
import type { RecordKind } from "../ports/records.ts";
import { CodFacts, featureNames } from "./facts.ts";
import { codBands } from "./risk.ts";

/** What couriers bring back of a parcel; the first two end it. */
export const CourierWord = z.enum(["delivered", "refused", "unreachable", "postponed"]);
export type CourierWord = z.infer<typeof CourierWord>;

/** Why a shopper does not want it; `other`: in no word of ours. */
export const refusalReasons = ["not_mine", "changed_mind", "too_dear", "too_slow", "other"] as const;
export const RefusalReason = z.enum(refusalReasons);
export type RefusalReason = z.infer<typeof RefusalReason>;

/** One order that is paid at the door, from its score to its end. */
export const CodCase = z.object({
  shopId: z.string(),
  /** Of the order. */
  number: z.string(),
  /** Where its shopper can be asked; null: nowhere, people phone. */
  conversationId: z.string().nullable(),
  placedAt: z.iso.datetime(),
  facts: CodFacts,
  risk: z.number().min(0).max(100),
  reasons: z.array(z.object({ feature: z.enum(featureNames), adds: z.number() })),
  band: z.enum(codBands),
  /** Of the weights by which it was scored; 0 are the published ones. */
  weightsVersion: z.int().min(0),
  askedAt: z.iso.datetime().nullable(),
  answer: z
    .object({
      what: z.enum(["confirmed", "refused"]),
      at: z.iso.datetime(),
      reason: RefusalReason.optional(),
    })
    .nullable(),
  /** Nobody answered in time: cancelled, or left to people. */
  unanswered: z.enum(["cancel", "hold"]).nullable(),
  /** How it ended; `cancelled` before it left. */
  outcome: z.enum(["delivered", "refused", "cancelled"]).nullable(),
  /** What couriers told, each once by its key. */
  courier: z.array(
    z.object({ key: z.string(), word: CourierWord, at: z.iso.datetime(), note: z.string().optional() }),
  ),
});
export type CodCase = z.infer<typeof CodCase>;

export const codCaseKind: RecordKind<CodCase, "open" | "taught"> = {
  name: "cod_cases",
  schema: CodCase,
  id: ({ shopId, number }) => inShop(shopId, number),
  indexes: {
    open: ({ shopId, outcome }) => (outcome === null ? [shopId] : []),
    /** The parcels that tell what shoppers do at the door. */
    taught: ({ shopId, outcome }) => (outcome === "delivered" || outcome === "refused" ? [shopId] : []),
  },
};

/** Its money is for the courier to take. */
export const isDueAtDoor = ({ payment, paid }: Pick<Order, "payment" | "paid">): boolean =>
  payment === "cod" && !paid;

/** The order still waits for its shopper's word. */
export const isUnconfirmed = (order: Pick<Order, "state" | "payment" | "paid">): boolean =>
  isDueAtDoor(order) && order.state === "placed";
