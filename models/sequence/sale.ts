import { z } from "zod";
import { inShop, type Order } from "../commerce.ts";
import { Money } from "../money.ts";
import type { RecordKind } from "../ports/records.ts";
import { SequenceKind } from "./definition.ts";
import { type Enrolment, Touch } from "./enrolment.ts";

/** An order, and the message that it is owed to: the last one before it. */
export const Sale = z.object({
  shopId: z.string(),
  order: z.string(),
  total: Money,
  placedAt: z.iso.datetime(),
  kind: SequenceKind,
  touch: Touch,
});
export type Sale = z.infer<typeof Sale>;

export const saleKind: RecordKind<Sale, "shop"> = {
  name: "sequence_sales",
  schema: Sale,
  id: ({ shopId, order }) => inShop(shopId, order),
  indexes: { shop: ({ shopId }) => [shopId] },
};

/** They speak of an order that is there already. */
const sellsNothing: ReadonlySet<SequenceKind> = new Set(["thanks", "review"]);

/** What an order is owed to, among all that its buyer was ever enrolled in; null: to nothing. */
export function saleOf(
  { shopId, number, total, placedAt }: Order,
  enrolments: readonly Enrolment[],
  withinDays: number,
): Sale | null {
  const ordered = Date.parse(placedAt);
  const last = enrolments
    .filter(({ kind }) => !sellsNothing.has(kind))
    .flatMap(({ kind, touches }) => touches.map((touch) => ({ kind, touch })))
    .filter(({ touch: { at } }) => at <= placedAt && ordered - Date.parse(at) <= withinDays * 86_400_000)
    .toSorted((a, b) => a.touch.at.localeCompare(b.touch.at))
    .at(-1);
  return last ? { shopId, order: number, total, placedAt, ...last } : null;
}
