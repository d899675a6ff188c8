import { z } from "zod";
import { type Awaited, awaitedKind } from "../models/awaited.ts";
import { inShop } from "../models/commerce.ts";
import type { AvailableVariant, InventorySystem } from "../models/ports/commerce.ts";
import type { OpenRecords } from "../models/ports/records.ts";
import type { Actions } from "./actions.ts";
import { changeRecord } from "./change-record.ts";
import type { ReservationServices } from "./reservations.ts";

const Wish = z.object({
  conversationId: z.string(),
  productId: z.string(),
  color: z.string().optional(),
  size: z.string().optional(),
});

export interface AwaitedServices extends Pick<ReservationServices, "begin" | "clock"> {
  shopId: string;
  records: OpenRecords;
  inventory: InventorySystem;
}

/** What flows may do with wishes to be told. */
export const awaitedActions = ({
  shopId,
  records,
}: Pick<AwaitedServices, "shopId" | "records">): Actions => ({
  "stock.await": async (args, key) => {
    const wish = Wish.parse(args);
    const kind = await records(awaitedKind);
    await changeRecord(kind, inShop(shopId, key), () => ({
      doc: { ...wish, key, shopId, isTold: false },
      value: null,
    }));
  },
});

/** Tells those who wait for what can be had again. Whoever dies in between tells nobody twice: each has a key. */
export async function tellOfReturns(services: AwaitedServices): Promise<void> {
  const { shopId, records, inventory } = services;
  const open = await (await records(awaitedKind)).find("open", shopId);
  for (const [productId, wishes] of Map.groupBy(open, (wish) => wish.productId)) {
    const variants = (await inventory.getProduct(productId))?.variants ?? [];
    await tellThose(wishes, variants, services);
  }
}

/** Like {@link tellOfReturns}, of one variant. */
export async function tellOfReturn(sku: string, services: AwaitedServices): Promise<void> {
  const { shopId, records, inventory } = services;
  const hit = await inventory.getVariant(sku);
  if (!hit) return;
  const wishes = await (await records(awaitedKind)).find("product", inShop(shopId, hit.product.id));
  await tellThose(wishes, hit.variants, services);
}

async function tellThose(
  wishes: readonly Awaited[],
  variants: readonly AvailableVariant[],
  { shopId, records, clock, begin }: AwaitedServices,
): Promise<void> {
  const kind = await records(awaitedKind);
  for (const wish of wishes.filter((one) => variants.some((variant) => fits(variant, one)))) {
    const { key, conversationId, productId, color, size } = wish;
    const slots = { product: productId, ...(color && { color }), ...(size && { size }) };
    const unasked = { flow: "product.back", slots, purpose: "service" } as const;
    await begin(conversationId, unasked, clock.now(), `back:${key}`);
    await changeRecord(kind, inShop(shopId, key), (kept) => ({
      doc: { ...(kept ?? wish), isTold: true },
      value: undefined,
    }));
  }
}

const fits = ({ available, ...variant }: AvailableVariant, { color, size }: Awaited): boolean =>
  (available === null || available > 0) &&
  (color === undefined || variant.color === color) &&
  (size === undefined || variant.size === size);
